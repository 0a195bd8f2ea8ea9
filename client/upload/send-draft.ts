import type { PrepareQuery, Preview } from "#core/contract/version-operations.ts";
import { urlOf } from "../api/call.ts";
import { ProblemError, problemOf } from "../api/problem-error.ts";

/** What is sent: where the version belongs, and its file. */
export type Upload = Omit<PrepareQuery, "fileName"> & { file: File };

/**
 * Sends a draft and tells how much of it is sent (0 to 1) on the way, which `fetch` does not.
 * @throws ProblemError as `call` does; an AbortError where it was stopped
 */
export function sendDraft(
  document: string,
  { file, ...query }: Upload,
  { signal, onSent }: { signal: AbortSignal; onSent: (share: number) => void },
): Promise<Preview> {
  const url = urlOf("prepareVersion", { params: { document }, query: { ...query, fileName: file.name } });
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
      else void response.json().then((preview) => resolve(preview as Preview), reject);
    };
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
