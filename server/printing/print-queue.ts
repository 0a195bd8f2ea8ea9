import { ProblemError } from "../services/kernel/problem-error.ts";

/** One thing after the other, and not too many waiting. */
export class PrintQueue {
  readonly #mostWaiting: number;
  #waiting = 0;
  #last: Promise<unknown> = Promise.resolve();

  /** @param mostWaiting How many may wait or be under way. */
  constructor(mostWaiting: number) {
    this.#mostWaiting = mostWaiting;
  }

  /** Whether nothing waits and nothing is under way. */
  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  /**
   * Does the work when its turn comes; work whose signal was aborted meanwhile is never begun.
   * @throws ProblemError server-busy where too much waits
   */
  async run<Value>(work: () => Promise<Value>, signal: AbortSignal | null): Promise<Value> {
    if (this.#waiting >= this.#mostWaiting) throw new ProblemError("server-busy");
    this.#waiting += 1;
    const turn = this.#last.then(() => {
      signal?.throwIfAborted();
      return work();
    });
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
    }
  }
}
