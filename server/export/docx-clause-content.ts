import type { Anchor } from "./docx-anchors.ts";
import { commentEnds, commentStarts } from "./docx-comments.ts";
import type { ParagraphPart } from "./docx-element.ts";
import { runParts, type RunSetting } from "./docx-runs.ts";
import { cutRuns, type InlineRun } from "./inline-runs.ts";

/**
 * A clause's content with its comments woven in.
 *
 * At one offset, ranges that end come before ranges that begin, so that two comments on neighbouring words do not
 * overlap; a range without words ends right after it begins. An offset lies behind a footnote reference that stands there.
 */
export function clauseContent(
  runs: readonly InlineRun[],
  anchors: readonly Anchor[],
  setting: RunSetting,
): ParagraphPart[] {
  const edges = anchors
    .flatMap((anchor) => ("offset" in anchor.at ? [{ ...anchor, offset: anchor.at.offset }] : []))
    .map((anchor) => ({ ...anchor, rank: rankOf(anchor, anchors) }))
    .sort((one, other) => one.offset - other.offset || one.rank - other.rank);
  const parts: ParagraphPart[] = [];
  const flush = (upTo: number): void => {
    for (let next = edges[0]; next && next.offset <= upTo; next = edges[0]) {
      edges.shift();
      parts.push(...(next.edge === "start" ? commentStarts(next.comments) : commentEnds(next.comments)));
    }
  };
  for (const run of cutRuns(
    runs,
    edges.map(({ offset }) => offset),
  )) {
    if (run.kind !== "note") {
      flush(run.start);
      parts.push(...runParts(run, setting));
      continue;
    }
    const round = anchors.filter(({ at }) => "note" in at && at.note === run.clause);
    const comments = (edge: Anchor["edge"]): number[] =>
      round.flatMap((one) => (one.edge === edge ? one.comments : []));
    parts.push(...commentStarts(comments("start")), ...runParts(run, setting), ...commentEnds(comments("end")));
  }
  flush(Infinity);
  return parts;
}

/** 0: the end of a range that began earlier; 1: a beginning; 2: the end of a range without words. */
function rankOf(anchor: Anchor, anchors: readonly Anchor[]): number {
  if (anchor.edge === "start") return 1;
  const begins = anchors.find(({ edge, comments }) => edge === "start" && comments === anchor.comments);
  const same = begins && "offset" in begins.at && "offset" in anchor.at && begins.at.offset === anchor.at.offset;
  return same ? 2 : 0;
}
