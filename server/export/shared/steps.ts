import type { Compilation } from "#core/compile/compilation.ts";

/** Output of a writer: the next part of its file, or only its progress. */
export interface Piece {
  content: string | Uint8Array;
  /** Steps taken. */
  done: number;
  /** Total number of steps, at least one. */
  of: number;
}

/** Counts the steps of writing a file, so that every piece reports the overall progress. */
export class Steps {
  readonly #of: number;
  #done = 0;

  /** @param total Total number of steps; 0 counts as 1. */
  constructor(total: number) {
    this.#of = Math.max(1, total);
  }

  /** Records completed steps. */
  advance(count = 1): void {
    this.#done = Math.min(this.#done + count, this.#of);
  }

  /** Returns the next piece of the file with the current progress. */
  piece(content: Piece["content"] = ""): Piece {
    return { content, done: this.#done, of: this.#of };
  }
}

/** Returns the number of threads of a compilation. */
export function threadCount({ general, clauses, orphans }: Compilation): number {
  return clauses.reduce((sum, { threads }) => sum + threads.length, general.length + orphans.length);
}

/** Returns the steps for a writer that renders each clause and each thread once. */
export function stepsOf(compilation: Compilation): Steps {
  return new Steps(compilation.clauses.length + threadCount(compilation));
}
