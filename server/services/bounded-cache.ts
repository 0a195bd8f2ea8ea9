interface Entry<Value> {
  value: Promise<Value>;
  weight: number;
}

/**
 * Keeps what was computed last, up to a total weight; the longest unused goes first. Who asks while a value is being made
 * waits for that one; a value that could not be made is not kept.
 */
export class BoundedCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>();
  readonly #limit: number;
  #weight = 0;

  /** @param limit Total weight of what is kept, in whatever unit `get` is told. One entry alone may be heavier. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The value under the key, made where there is none. */
  get(key: string, weight: number, make: () => Promise<Value>): Promise<Value> {
    const known = this.#entries.get(key);
    if (known) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.value;
    }
    const entry = { value: make(), weight };
    this.#entries.set(key, entry);
    this.#weight += weight;
    entry.value.catch(() => this.#drop(key, entry));
    for (const [oldest, other] of this.#entries) {
      if (this.#weight <= this.#limit || other === entry) break;
      this.#drop(oldest, other);
    }
    return entry.value;
  }

  #drop(key: string, entry: Entry<Value>): void {
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    this.#weight -= entry.weight;
  }
}
