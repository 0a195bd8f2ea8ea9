import { Fragment, type Node } from "prosemirror-model";
import { positionAt } from "#core/discuss/inline-content.ts";
import type { TextRange } from "#core/compare/comparison.ts";
import { versionTextOf, type VersionText } from "#core/text/clause.ts";

/** A draft with some of its text taken out, and where each of its offsets is now. */
export interface Shortened {
  draft: Node;
  text: VersionText;
  /** An offset into the text before as one into the text now; what was taken out is where it was taken from. */
  offset: (before: number) => number;
  /** An offset into the text now as one into the text before: of several the last. */
  before: (offset: number) => number;
}

/**
 * A draft without some runs of its text. A clause of which nothing is left goes with its end. Clauses keep their ids.
 * `runs` are in order, none crosses a clause's end, none overlaps another.
 */
export function draftWithout(draft: Node, text: VersionText, runs: readonly TextRange[]): Shortened {
  const gone: TextRange[] = [];
  const clauses: Node[] = [];
  let next = 0;
  text.clauses.forEach((clause, index) => {
    const own: TextRange[] = [];
    for (let run = runs[next]; run && run[0] <= clause.end && run[0] >= clause.start; run = runs[next]) {
      own.push(run);
      next += 1;
    }
    const node = draft.child(index);
    const taken = own.reduce((sum, [start, end]) => sum + end - start, 0);
    if (taken > 0 && taken === clause.end - clause.start) {
      gone.push([clause.start, Math.min(clause.end + 1, text.text.length)]);
      return;
    }
    gone.push(...own);
    clauses.push(own.length > 0 ? node.copy(contentWithout(node, own, clause.start)) : node);
  });
  const shortened = draft.copy(Fragment.from(clauses));
  return {
    draft: shortened,
    text: versionTextOf(shortened),
    offset: (before) => gone.reduce((at, [start, end]) => at - Math.max(0, Math.min(before, end) - start), before),
    before: (offset) => {
      let at = offset;
      for (const [start, end] of gone) if (start <= at) at += end - start;
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
