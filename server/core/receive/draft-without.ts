import { Fragment, type Node } from "prosemirror-model";
import { positionAt } from "#core/discuss/inline-content.ts";
import type { TextRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";

/** A draft with some of its text removed, with functions that map offsets between the two texts. */
export interface Shortened {
  draft: Node;
  text: VersionText;
  /**
   * Maps an offset in the original text to the shortened text. Removed text maps to the position from which it was
   * removed.
   */
  offset: (before: number) => number;
  /** Maps an offset in the shortened text to the original text; the last of several possible offsets. */
  before: (offset: number) => number;
}

/**
 * Removes ranges of text from a draft. A clause with no text left is removed together with its end. Clauses keep their
 * ids. `runs` are in order, do not overlap and do not cross a clause's end.
 */
export function draftWithout(draft: Node, text: VersionText, runs: readonly TextRange[]): Shortened {
  const removedRanges: TextRange[] = [];
  const clauses: Node[] = [];
  let next = 0;
  text.clauses.forEach((clause, index) => {
    const own: TextRange[] = [];
    for (let run = runs[next]; run && run[0] <= clause.end && run[0] >= clause.start; run = runs[next]) {
      own.push(run);
      next += 1;
    }
    const node = draft.child(index);
    const removed = own.reduce((sum, [start, end]) => sum + end - start, 0);
    if (removed > 0 && removed === clause.end - clause.start) {
      removedRanges.push([clause.start, Math.min(clause.end + 1, text.text.length)]);
      return;
    }
    removedRanges.push(...own);
    clauses.push(own.length > 0 ? node.copy(contentWithout(node, own, clause.start)) : node);
  });
  const shortened = draft.copy(Fragment.from(clauses));
  return {
    draft: shortened,
    text: versionTextOf(shortened),
    offset: (before) =>
      removedRanges.reduce((at, [start, end]) => at - Math.max(0, Math.min(before, end) - start), before),
    before: (offset) => {
      let at = offset;
      for (const [start, end] of removedRanges) if (start <= at) at += end - start;
      return at;
    },
  };
}

function contentWithout(node: Node, runs: readonly TextRange[], start: number): Fragment {
  let content = Fragment.empty;
  let reached = 0;
  for (const [from, to] of runs) {
    content = content.append(node.content.cut(reached, positionAt(node, from - start, "after")));
    reached = positionAt(node, to - start, "before");
  }
  return content.append(node.content.cut(reached));
}
