interface Entry<Value> {
  value: Promise<Value>;
  weight: number;
  /** How many wait for the value while it is made; those who gave no signal wait for good. */
  waiting: number;
  abandoned: AbortController;
}

/**
 * Keeps what was computed last, up to a total weight; the longest unused goes first. Who asks while a value is being made
 * waits for that one; a value that could not be made, or that nobody waited for to the end, is not kept.
 */
export class BoundedCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #limit: number;
  #weight = 0;

  /** @param limit Total weight of what is kept, in whatever unit `get` is told. One entry alone may be heavier. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * The value under the key, made where there is none. Rejects with the signal's reason once it is aborted; `make` is told
   * to stop when that is so for all who wait.
   */
  get(
    key: string,
    weight: number,
    make: (abandoned: AbortSignal) => Promise<Value>,
    signal: AbortSignal | null = null,
  ): Promise<Value> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    const known = this.#entries.get(key);
    if (known) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return this.#wait(key, known, signal);
    }
    const abandoned = new AbortController();
    const entry = { value: make(abandoned.signal), weight, waiting: 0, abandoned };
    this.#entries.set(key, entry);
    this.#weight += weight;
    entry.value.catch(() => this.#drop(key, entry));
    for (const [oldest, other] of this.#entries) {
      if (this.#weight <= this.#limit || other === entry) break;
      this.#drop(oldest, other);
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
