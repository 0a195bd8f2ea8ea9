import type { ComparedWords } from "#core/compare/compared-texts.ts";
import type { Workspace } from "#core/compare/workspace.ts";

/** Maps the words of two texts onto each other, in both directions; `unmapped` if a word has no counterpart. */
export interface WordMap {
  toRevised: Int32Array;
  toBase: Int32Array;
  /** Stretches that were too large to align, in tokens: [baseStart, baseEnd, revisedStart, revisedEnd]. */
  coarse: [number, number, number, number][];
}

/** A word map under construction, with the texts' words and the scratch memory for all steps. */
export interface WordMapDraft extends ComparedWords {
  readonly map: WordMap;
  readonly workspace: Workspace;
}

/** Marks a token without a counterpart. */
export const unmapped = -1;
