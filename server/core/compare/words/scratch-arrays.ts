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

/** Growing scratch arrays for reuse, so that ten thousand small gaps do not allocate memory ten thousand times. */
export class Workspace {
  #trace = new Uint8Array(1 << 16);
  #rows = rowsOf(1 << 10);
  #heads = new Int32Array(0);
  #columns = columnsOf(1 << 10);
  #matches = matchesOf(1 << 12);
  #runs = rowsOf(1 << 10);
  #table = rowsOf(1 << 10);

  /** Returns bytes for the backtrace, with arbitrary content. */
  trace(length: number): Uint8Array {
    if (this.#trace.length < length) this.#trace = new Uint8Array(length * 2);
    return this.#trace;
  }

  /** Returns four rows of scores, with arbitrary content. */
  rows(width: number): [Int32Array, Int32Array, Int32Array, Int32Array] {
    if (this.#rows[0].length < width) this.#rows = rowsOf(width * 2);
    return this.#rows;
  }

  /** Returns a number for each word, all 0. The caller must reset them to 0 after use. */
  heads(size: number): Int32Array {
    if (this.#heads.length < size) this.#heads = new Int32Array(size);
    return this.#heads;
  }

  /** Returns the arrays for the columns of a gap, with arbitrary content. */
  columns(width: number): Columns {
    if (this.#columns.nexts.length < width) this.#columns = columnsOf(width * 2);
    return this.#columns;
  }

  /** Returns the arrays for the matches of a gap, counted from 1. Index 0 holds a 0; the rest has arbitrary content. */
  matches(length: number): Matches {
    if (this.#matches.score.length < length) this.#matches = matchesOf(length * 2);
    return this.#matches;
  }

  /** Returns four columns for the runs of a map, with arbitrary content. */
  runs(length: number): [Int32Array, Int32Array, Int32Array, Int32Array] {
    if (this.#runs[0].length < length) this.#runs = rowsOf(length);
    return this.#runs;
  }

  /** Returns four columns for a table of sequences, with arbitrary content. */
  table(length: number): [Int32Array, Int32Array, Int32Array, Int32Array] {
    if (this.#table[0].length < length) this.#table = rowsOf(length);
    return this.#table;
  }
}

interface Columns {
  nexts: Int32Array;
  counts: Int32Array;
  latest: Int32Array;
  tree: Int32Array;
}

/** The matches of a gap, one array per property. */
export interface Matches {
  rowOf: Int32Array;
  columnOf: Int32Array;
  score: Int32Array;
  before: Int32Array;
}

function rowsOf(width: number): [Int32Array, Int32Array, Int32Array, Int32Array] {
  return [new Int32Array(width), new Int32Array(width), new Int32Array(width), new Int32Array(width)];
}

function columnsOf(width: number): Columns {
  const [nexts, counts, latest, tree] = rowsOf(width);
  return { nexts, counts, latest, tree };
}

function matchesOf(length: number): Matches {
  const [rowOf, columnOf, score, before] = rowsOf(length);
  return { rowOf, columnOf, score, before };
}
