import type { Anchor } from "./comment-anchors.ts";
import type { NewNote } from "#core/discuss/proposal-operation.ts";
import { commentEnds, commentStarts } from "./comments.ts";
import type { ParagraphPart } from "./element.ts";
import { runParts, type RunSetting, type RunWriting } from "./runs.ts";
import type { ChangeTracker } from "./tracking.ts";
import { cutRuns, type InlineRun } from "../shared/inline-runs.ts";

/** A run of a clause that a tracked change takes out or elsewhere, and what it puts there instead. */
export interface ContentEdit {
  start: number;
  end: number;
  kind: "deleted" | "moved-away";
  tracker: ChangeTracker;
  inserted: readonly InlineRun[];
  /** The notes that come with them. */
  notes: readonly NewNote[];
}

/**
 * A clause's content with its comments and tracked changes woven in.
 *
 * What is put in stands behind what it replaces, inside a comment on those words. `edits` stand in their order and do not
 * overlap; a footnote reference goes where it stands between words that go, or with its note, as `noteTaker` has it.
 *
 * At one offset, ranges that end come before ranges that begin, so that two comments on neighbouring words do not
 * overlap; a range without words ends right after it begins. An offset lies behind a footnote reference that stands there.
 */
export function clauseContent(
  runs: readonly InlineRun[],
  anchors: readonly Anchor[],
  setting: RunSetting,
  edits: readonly ContentEdit[] = [],
  newNote: (edit: ContentEdit) => RunSetting["note"] = () => setting.note,
  noteTaker: (note: string) => ChangeTracker | null = () => null,
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
  const toPut = [...edits];
  // What is put in where a note's sign stands comes behind it.
  const putIn = (upTo: number, sign: number | null = null): void => {
    for (let next = toPut[0]; next && next.end <= upTo && next.start !== sign; next = toPut[0]) {
      toPut.shift();
      const { inserted, tracker } = next;
      const track = (written: ParagraphPart[]): ParagraphPart[] => tracker.track("inserted", written);
      const put = { ...setting, note: newNote(next) };
      parts.push(...inserted.flatMap((run) => runParts(run, put, { track })));
    }
  };
  const writtenAs = (run: InlineRun): RunWriting => {
    const edit = edits.find(({ start, end }) =>
      run.kind === "note" ? run.start > start && run.start < end : run.start >= start && run.end <= end,
    );
    const taker = run.kind === "note" ? noteTaker(run.clause) : null;
    const { kind, tracker } = edit ?? { kind: "deleted", tracker: taker };
    if (!tracker) return {};
    return { element: kind === "deleted" ? "w:delText" : "w:t", track: (written) => tracker.track(kind, written) };
  };
  for (const run of cutRuns(runs, [
    ...edges.map(({ offset }) => offset),
    ...edits.flatMap(({ start, end }) => [start, end]),
  ])) {
    putIn(run.start, run.kind === "note" ? run.start : null);
    if (run.kind !== "note") {
      flush(run.start);
      parts.push(...runParts(run, setting, writtenAs(run)));
      continue;
    }
    const round = anchors.filter(({ at }) => "note" in at && at.note === run.clause);
    const comments = (edge: Anchor["edge"]): number[] =>
      round.flatMap((one) => (one.edge === edge ? one.comments : []));
    parts.push(
      ...commentStarts(comments("start")),
      ...runParts(run, setting, writtenAs(run)),
      ...commentEnds(comments("end")),
    );
  }
  putIn(Infinity);
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
