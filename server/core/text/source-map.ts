/**
 * The source of a stretch of a version's text in its file. The stretch has the same characters there, one by one.
 *
 * In a Word file, runs are counted in their part, in document order. Within a run, each character of its text counts as
 * one UTF-16 unit, and each tab, break, hyphen or symbol as one. In an OpenDocument text, a run is any element with text
 * of its own. All elements below `office:text` are counted, and the text of elements inside a run is not part of it.
 */
export interface TextSource {
  /** Offset in the version's text. */
  readonly start: number;
  readonly length: number;
  /** Name of the part, such as "word/document.xml". */
  readonly part: string;
  /** Ordinal of the run among all runs of its part, from 0. */
  readonly run: number;
  /** Offset in the run. */
  readonly at: number;
}

/** The sources of a version's text, by offset. Text without a source, such as a symbol's name, is missing. */
export type SourceMap = readonly TextSource[];
