/** Lets others have their turn during long work, and gives the work up where nobody waits for it any longer. */
export class Turns {
  readonly #gone: AbortSignal | null;
  readonly #every: number;
  #count = 0;

  /** `every`: how many steps are a few milliseconds of work. Without a signal the work is needed in any case. */
  constructor(gone: AbortSignal | null, every: number) {
    this.#gone = gone;
    this.#every = every;
  }

  /**
   * Tells that a step was taken.
   * @throws the signal's reason once it is aborted
   */
  async step(): Promise<void> {
    this.#count += 1;
    if (this.#count % this.#every > 0) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#gone?.throwIfAborted();
  }
}
