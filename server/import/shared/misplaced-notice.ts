import type { PendingNotice } from "#core/text/block.ts";

/** How much of what is left out is told, in characters: enough to find it by. */
const toldCharacters = 120;

/** That words stand where the form of a file has no place for them; nothing where there are none. */
export function misplacedNotice(words: string): PendingNotice[] {
  const told = words.length > toldCharacters ? `${words.slice(0, toldCharacters)}…` : words;
  return words === "" ? [] : [{ code: "words-out-of-place", params: { words: told }, at: "" }];
}
