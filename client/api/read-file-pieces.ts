import { FileLine, type FileProgress } from "#core/contract/file-pieces.ts";
import { ProblemError } from "./problem-error.ts";

/**
 * Reads a file from an answer in pieces (see file-pieces.ts) and tells on the way how far it is.
 * @throws ProblemError the problem that ended it; "offline" where it breaks off; an AbortError where it was stopped
 */
export async function readFilePieces(response: Response, onProgress?: (progress: FileProgress) => void): Promise<Blob> {
  const answer = new AnswerReader(response);
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  try {
    for (;;) {
      const line = FileLine.parse(JSON.parse(await answer.line()));
      if ("problem" in line) throw new ProblemError(line.problem.code, line.problem.detail, line.problem);
      if ("whole" in line) return new Blob(pieces, { type: line.whole.mediaType });
      const { bytes, ...progress } = line;
      for (let due = bytes; due > 0; due -= pieces.at(-1)?.length ?? 0) pieces.push(await answer.take(due));
      onProgress?.(progress);
    }
  } catch (error) {
    if (error instanceof ProblemError || (error instanceof DOMException && error.name === "AbortError")) throw error;
    throw ProblemError.offline();
  }
}

const lineEnd = "\n".charCodeAt(0);

/** Reads an answer's body by lines and by bytes. Throws where it ends before what is asked for. */
class AnswerReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> | undefined;
  #rest = new Uint8Array();

  constructor({ body }: Response) {
    this.#reader = body?.getReader();
  }

  /** The next line, with its end. */
  async line(): Promise<string> {
    const decoder = new TextDecoder();
    let line = "";
    for (;;) {
      await this.#fill();
      const end = this.#rest.indexOf(lineEnd);
      line += decoder.decode(await this.take(end < 0 ? this.#rest.length : end + 1), { stream: true });
      if (end >= 0) return line;
    }
  }

  /** At least one and at most so many of the next bytes: what has come of them. */
  async take(most: number): Promise<Uint8Array<ArrayBuffer>> {
    await this.#fill();
    const taken = this.#rest.slice(0, most);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  async #fill(): Promise<void> {
    while (this.#rest.length === 0) {
      const next = await this.#reader?.read();
      if (!next || next.done) throw new RangeError("The answer ended too early");
      this.#rest = next.value;
    }
  }
}
