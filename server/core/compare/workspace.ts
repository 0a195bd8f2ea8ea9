/** Scratch arrays that grow and are used again, so that ten thousand small gaps do not ask for memory ten thousand times. */
export class Workspace {
  #trace = new Uint8Array(1 << 16);
  #rows = rowsOf(1 << 10);

  /** Bytes for the way back; their content is whatever was left there. */
  trace(length: number): Uint8Array {
    if (this.#trace.length < length) this.#trace = new Uint8Array(length * 2);
    return this.#trace;
  }

  /** Four rows of scores; their content is whatever was left there. */
  rows(width: number): [Int32Array, Int32Array, Int32Array, Int32Array] {
    if (this.#rows[0].length < width) this.#rows = rowsOf(width * 2);
    return this.#rows;
  }
}

function rowsOf(width: number): [Int32Array, Int32Array, Int32Array, Int32Array] {
  return [new Int32Array(width), new Int32Array(width), new Int32Array(width), new Int32Array(width)];
}
