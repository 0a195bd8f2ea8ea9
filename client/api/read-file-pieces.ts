import type { FileLine } from "#core/contract/file-line.ts";
import type { FileProgress } from "#core/contract/file-pieces.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { ProblemError } from "./problem-error.ts";

/**
 * Reads a file that is sent in pieces (see file-pieces.ts) and reports progress.
 *
 * @throws ProblemError with the problem the server reported, or "offline" if the connection breaks; an AbortError if it
 *   was stopped
 */
export async function readFilePieces(response: Response, onProgress?: (progress: FileProgress) => void): Promise<Blob> {
  const answer = new AnswerReader(response);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  try {
    for (;;) {
      const line = JSON.parse(await answer.line()) as FileLine;
      if ("problem" in line) throw new ProblemError(line.problem.code, line.problem.detail, line.problem);
      if ("whole" in line) return new Blob(pieces, { type: line.whole.mediaType });
      const { bytes, ...progress } = line;
      for (let due = bytes; due > 0; due -= pieces.at(-1)?.length ?? 0) pieces.push(await answer.readBytes(due));
      onProgress?.(progress);
    }
  } catch (error) {
    if (error instanceof ProblemError || (error instanceof DOMException && error.name === "AbortError")) throw error;
    throw ProblemError.offline();
  }
}

const lineEnd = "\n".charCodeAt(0);

/** Reads an answer's body by lines and by bytes. Throws if the body ends too early. */
class AnswerReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined;
  #rest = new Uint8Array();

  constructor({ body }: Response) {
    this.#reader = body?.getReader();
  }

  /** Reads the next line, including its line feed. */
  async line(): Promise<string> {
    const decoder = new TextDecoder();
    let line = "";
    for (;;) {
      await this.#fill();
      const end = this.#rest.indexOf(lineEnd);
      line += decoder.decode(await this.readBytes(end < 0 ? this.#rest.length : end + 1), { stream: true });
      if (end >= 0) return line;
    }
  }

  /** Reads the next bytes: at least one, at most `most`, depending on how many have arrived. */
  async readBytes(most: number): Promise<Uint8Array<ArrayBuffer>> {
    await this.#fill();
    const bytes = this.#rest.slice(0, most);
    this.#rest = this.#rest.subarray(bytes.length);
    return bytes;
  }

  async #fill(): Promise<void> {
    while (this.#rest.length === 0) {
      const next = await this.#reader?.read();
      if (!next || next.done) throw new RangeError(messages.responseEndedEarly);
      this.#rest = next.value;
    }
  }
}
