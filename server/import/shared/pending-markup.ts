import type { FileMarkup } from "#core/receive/file-markup.ts";
import type { TextRange } from "#core/compare/comparison.ts";

/** The markup of a file, and the runs that have a colour of their own, in order. */
export interface PlacedMarkup {
  markup: FileMarkup;
  coloured: TextRange[];
}

/** Markup whose places are still names of markers in the text. */
export type PendingMarkup = (placeOf: (marker: string) => number, text: string) => PlacedMarkup;
