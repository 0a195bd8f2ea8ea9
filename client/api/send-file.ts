import { interfaceLanguage, common as messages } from "#core/messages/catalogues.ts";
import { ProblemError, problemOf } from "./problem-error.ts";

/** How to follow and stop an upload: a progress callback and an abort signal. */
export interface Sending {
  signal: AbortSignal;
  /** Receives the share that is sent, 0 to 1. At 1, the server reads the file. */
  onSent: (share: number) => void;
}

/**
 * Sends a file as the body of a request and reports how much of it is sent. `fetch` cannot report that.
 *
 * @param url Of an operation that takes a file and answers with JSON.
 * @throws ProblemError as `call` does; an AbortError if it was stopped
 */
export function sendFile(url: string, file: File, { signal, onSent }: Sending): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("accept", "application/json, application/problem+json");
    request.setRequestHeader("accept-language", interfaceLanguage());
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(ProblemError.offline());
    request.onabort = () => reject(new DOMException(messages.requestStopped, "AbortError"));
    request.onload = () => {
      const response = new Response(request.responseText, { status: request.status });
      if (!response.ok) void problemOf(response).then(reject);
      else void response.json().then(resolve, reject);
    };
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
