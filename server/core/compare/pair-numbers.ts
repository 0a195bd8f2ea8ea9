/** Returned for a pair that has no number. */
export const noNumber = -1;

/** Gives ordered pairs of small whole numbers, 0 or more, consecutive numbers: a hash table with open addressing. */
export class PairNumbers {
  /** Number of pairs. */
  size = 0;
  readonly #first: number;
  /** First members, second members, and numbers plus 1; 0 marks a free place. */
  #table: Int32Array;

  /**
   * @param first the number of the first pair
   * @param expected about how many pairs will come; more only cost time
   */
  constructor(first: number, expected = 0) {
    this.#first = first;
    let places = 1 << 10;
    while (places < expected) places *= 2;
    this.#table = new Int32Array(3 * places);
  }

  /** Returns the number of a pair, or `noNumber`. */
  get(one: number, other: number): number {
    return (this.#table[this.#place(one, other) + 2] ?? 0) - 1;
  }

  /** Returns the number of a pair. A new pair gets the next number. */
  add(one: number, other: number): number {
    let at = this.#place(one, other);
    const known = this.#table[at + 2] ?? 0;
    if (known !== 0) return known - 1;
    if (6 * (this.size + 1) > this.#table.length) {
      this.#grow();
      at = this.#place(one, other);
    }
    const number = this.#first + this.size;
    this.#table[at] = one;
    this.#table[at + 1] = other;
    this.#table[at + 2] = number + 1;
    this.size += 1;
    return number;
  }

  /** Returns where the table has a pair, or where it would put it. */
  #place(one: number, other: number): number {
    const table = this.#table;
    const places = table.length / 3;
    const hash = Math.imul(Math.imul(one, 0x9e3779b1) ^ other, 0x85ebca6b);
    let place = (hash ^ (hash >>> 15)) & (places - 1);
    while ((table[3 * place + 2] ?? 0) !== 0 && (table[3 * place] !== one || table[3 * place + 1] !== other)) {
      place = (place + 1) & (places - 1);
    }
    return 3 * place;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(2 * old.length);
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] === 0) continue;
      this.#table.set(old.subarray(at, at + 3), this.#place(old[at] ?? 0, old[at + 1] ?? 0));
    }
  }
}
