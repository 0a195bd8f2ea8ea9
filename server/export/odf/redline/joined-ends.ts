import type { Alignment } from "../../tracked/alignment.ts";
import type { Token } from "../../tracked/story.ts";

/**
 * Changes which ends of paragraphs are kept between two changes. LibreOffice makes one change of two insertions of the
 * same author and minute of which one ends a paragraph and the other begins the next, and likewise of two deletions.
 * The end between them would then be inserted or deleted with them. So another end is kept, or none.
 */
export function separateJoinedEnds(alignment: Alignment, isSameGroup: (token: Token, other: Token) => boolean): void {
  const { base, revised } = alignment;
  for (const end of revised.tokens) {
    const partner = end.kind === "end" ? alignment.baseOf(end.index) : -1;
    const next = revised.tokens[end.index + 1];
    if (partner < 0 || !next || !isSameGroup(end, next)) continue;
    const isInserted = (index: number): boolean => index in revised.tokens && alignment.baseOf(index) < 0;
    const isDeleted = (index: number): boolean => index in base.tokens && alignment.revisedOf(index) < 0;
    const [before, after] = [isInserted(end.index - 1), isInserted(end.index + 1)];
    if (before && after && !isDeleted(partner + 1)) {
      let last = end.index + 1;
      while (isInserted(last + 1)) last += 1;
      alignment.unmatchBase(partner);
      if (revised.tokens[last]?.kind === "end" && isSameRun(revised.tokens, end.index, last)) {
        alignment.match(partner, last);
      }
    } else if (!before && isDeleted(partner - 1) && isDeleted(partner + 1)) {
      let last = partner + 1;
      while (isDeleted(last + 1)) last += 1;
      if (!isSameRun(base.tokens, partner, last)) continue;
      alignment.unmatchBase(partner);
      if (base.tokens[last]?.kind === "end") alignment.match(last, end.index);
    }
  }
}

/** Whether no table is between two tokens. */
function isSameRun(tokens: readonly Token[], start: number, end: number): boolean {
  return !tokens.slice(start, end + 1).some(({ kind }) => kind === "table");
}
