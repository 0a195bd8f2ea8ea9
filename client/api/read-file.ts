import { ProblemError } from "./problem-error.ts";

/** How much of a file has come. */
export interface Received {
  bytes: number;
  /** How many there are; null where the answer does not say, as one that is compressed on its way. */
  of: number | null;
}

/**
 * Reads a file from an answer and tells on the way how much of it has come, first that none has.
 * @throws ProblemError "offline" where it breaks off; an AbortError where it was stopped
 */
export async function readFile(response: Response, onReceived?: (received: Received) => void): Promise<Blob> {
  const length = Number(response.headers.get("content-length") ?? NaN);
  const of = response.headers.has("content-encoding") || Number.isNaN(length) ? null : length;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  onReceived?.({ bytes, of });
  const reader = response.body?.getReader();
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      parts.push(next.value);
      bytes += next.value.length;
      onReceived?.({ bytes, of });
    }
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw ProblemError.offline();
  }
  return new Blob(parts, { type: response.headers.get("content-type") ?? "" });
}
