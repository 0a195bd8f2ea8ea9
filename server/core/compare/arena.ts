/** Hands out parts of long arrays, because many short ones cost more time to allocate. */
export class Arena<Values extends Int32Array | Float64Array> {
  readonly #array: new (length: number) => Values;
  #chunk: Values;
  #used = 0;

  constructor(array: new (length: number) => Values) {
    this.#array = array;
    this.#chunk = new array(0);
  }

  /** Returns an array of zeros. */
  take(length: number): Values {
    if (this.#used + length > this.#chunk.length) {
      this.#chunk = new this.#array(Math.max(length, 1 << 14));
      this.#used = 0;
    }
    this.#used += length;
    return this.#chunk.subarray(this.#used - length, this.#used) as Values;
  }
}
