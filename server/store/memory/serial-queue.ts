/** Runs tasks one at a time, in order. A failed task does not stop the next one. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when all tasks requested so far have run. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
