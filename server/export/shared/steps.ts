import type { Compilation } from "#core/compile/compilation.ts";

/** What a writer gives as it goes: more of its file, or nothing but how far it has come. */
export interface Piece {
  content: string | Uint8Array;
  /** Steps taken. */
  done: number;
  /** Steps to take, at least one. */
  of: number;
}

/** Counts the steps in which a file is written, so that every piece of it says how far the whole has come. */
export class Steps {
  readonly #of: number;
  #done = 0;

  /** @param of How many there are; where there are none, to be done is one. */
  constructor(of: number) {
    this.#of = Math.max(1, of);
  }

  /** Tells that steps were taken. */
  take(count = 1): void {
    this.#done = Math.min(this.#done + count, this.#of);
  }

  /** More of the file, after the steps taken so far. */
  piece(content: Piece["content"] = ""): Piece {
    return { content, done: this.#done, of: this.#of };
  }
}

/** How many threads a compilation has. */
export function threadCount({ general, clauses, orphans }: Compilation): number {
  return clauses.reduce((sum, { threads }) => sum + threads.length, general.length + orphans.length);
}

/** For a writer that draws each clause and each thread once: a step for each. */
export function stepsOf(compilation: Compilation): Steps {
  return new Steps(compilation.clauses.length + threadCount(compilation));
}
