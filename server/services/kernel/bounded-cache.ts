interface Entry<Value> {
  value: Promise<Value>;
  weight: number;
  /** Number of callers waiting for the value. Those without a signal never give up. */
  waiting: number;
  abandoned: AbortController;
}

/**
 * A cache of computed values with a limit on total weight, which evicts the least recently used first. Concurrent
 * callers for one key share a single computation. A value is not kept if its computation fails or if all its callers
 * abort first.
 */
export class BoundedCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #limit: number;
  #weight = 0;

  /**
   * @param limit Maximum total weight of the entries, in the unit that callers of `get` use. A single entry may be
   *   heavier.
   */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Returns the value under the key, and computes it if it is missing. Rejects with the signal's reason once that
   * signal is aborted. `make` receives a signal that is aborted once all waiting callers have aborted.
   */
  get(
    key: string,
    weight: number,
    make: (abandoned: AbortSignal) => Promise<Value>,
    signal: AbortSignal | null,
  ): Promise<Value> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const existing = this.#entries.get(key);
    if (existing) {
      this.#entries.delete(key);
      this.#entries.set(key, existing);
      return this.#wait(key, existing, signal);
    }
    const abandoned = new AbortController();
    const entry = { value: make(abandoned.signal), weight, waiting: 0, abandoned };
    this.#entries.set(key, entry);
    this.#weight += weight;
    entry.value.catch(() => this.#drop(key, entry));
    for (const [oldest, cached] of this.#entries) {
      if (this.#weight <= this.#limit || cached === entry) break;
      this.#drop(oldest, cached);
    }
    return this.#wait(key, entry, signal);
  }

  #wait(key: string, entry: Entry<Value>, signal: AbortSignal | null): Promise<Value> {
    entry.waiting += 1;
    if (!signal) return entry.value;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(signal.reason as Error);
        entry.waiting -= 1;
        if (entry.waiting > 0) return;
        this.#drop(key, entry);
        entry.abandoned.abort(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      void entry.value.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  }

  #drop(key: string, entry: Entry<Value>): void {
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    this.#weight -= entry.weight;
  }
}
