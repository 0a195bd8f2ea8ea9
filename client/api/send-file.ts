import { ProblemError, problemOf } from "./problem-error.ts";

/** How a file's way is followed and stopped. */
export interface Sending {
  signal: AbortSignal;
  /** How much of it is sent, 0 to 1; at 1 it is being read. */
  onSent: (share: number) => void;
}

/**
 * Sends a file as the body of a request and tells how much of it is sent on the way, which `fetch` does not.
 * @param url Of an operation that takes a file and answers with JSON.
 * @throws ProblemError as `call` does; an AbortError where it was stopped
 */
export function sendFile(url: string, file: File, { signal, onSent }: Sending): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("accept", "application/json, application/problem+json");
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(ProblemError.offline());
    request.onabort = () => reject(new DOMException("Stopped", "AbortError"));
    request.onload = () => {
      const response = new Response(request.responseText, { status: request.status });
      if (!response.ok) void problemOf(response).then(reject);
      else void response.json().then(resolve, reject);
    };
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
