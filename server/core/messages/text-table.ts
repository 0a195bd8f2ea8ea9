/** A table in words: what a picture shows, for who reads rather than looks, for a page without scripts, and for a file. */
export interface SaidTable {
  caption: string;
  /** Heads of the columns; the first is that of the rows' names. */
  columns: readonly string[];
  rows: readonly SaidRow[];
}

/** A row: what it is of, where that is read, and a cell for each further column. */
export interface SaidRow {
  head: string;
  /** Address of the page where it is read; null where there is none. */
  href: string | null;
  cells: readonly string[];
}
