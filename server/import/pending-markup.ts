import type { FileMarkup } from "#core/annotate/file-markup.ts";

/** Markup whose places are still names of markers in the text. */
export type PendingMarkup = (placeOf: (marker: string) => number, text: string) => FileMarkup;
