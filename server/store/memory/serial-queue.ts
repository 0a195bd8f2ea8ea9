/** Runs pieces of work one at a time, in the order they came; one that fails does not stop the next. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves once everything asked for so far has run. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
