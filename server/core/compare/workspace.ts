/** Scratch arrays that grow and are used again, so that ten thousand small gaps do not ask for memory ten thousand times. */
export class Workspace {
  #trace = new Uint8Array(1 << 16);
  #rows = rowsOf(1 << 10);
  #heads = new Int32Array(0);
  #columns = columnsOf(1 << 10);
  #matches = matchesOf(1 << 12);
  #runs = rowsOf(1 << 10);
  #table = rowsOf(1 << 10);

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

  /** A number for each word, all 0; whoever uses them leaves them so. */
  heads(size: number): Int32Array {
    if (this.#heads.length < size) this.#heads = new Int32Array(size);
    return this.#heads;
  }

  /** What is kept for each column of a gap; the content is whatever was left there. */
  columns(width: number): Columns {
    if (this.#columns.nexts.length < width) this.#columns = columnsOf(width * 2);
    return this.#columns;
  }

  /** What is kept for each match of a gap, from 1, with a 0 in place 0; the rest is whatever was left there. */
  matches(length: number): Matches {
    if (this.#matches.score.length < length) this.#matches = matchesOf(length * 2);
    return this.#matches;
  }

  /** Four columns for the runs of a map; their content is whatever was left there. */
  runs(length: number): [Int32Array, Int32Array, Int32Array, Int32Array] {
    if (this.#runs[0].length < length) this.#runs = rowsOf(length);
    return this.#runs;
  }

  /** Four columns for a table of sequences; their content is whatever was left there. */
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

/** The matches of a gap, in columns. */
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
