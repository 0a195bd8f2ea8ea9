/** A table of text: an accessible equivalent of a chart, also for pages without scripts and for files. */
export interface TextTableData {
  caption: string;
  /** Column heads. The first is that of the row heads. */
  columns: readonly string[];
  rows: readonly TextTableRow[];
}

/** A row: its head, its link, and a cell for each further column. */
export interface TextTableRow {
  head: string;
  /** Address of the page it links to. Null without a link. */
  href: string | null;
  cells: readonly string[];
}
