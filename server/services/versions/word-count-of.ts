import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, wordsOf } from "#core/text/words.ts";

/** Words and numbers; marks are none. */
export function wordCountOf(text: VersionText): number {
  return wordsOf(text, new Lexicon()).kinds.filter((kind) => kind !== tokenKind.mark).length;
}
