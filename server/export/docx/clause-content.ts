import { insertedParts, runParts, type RunSetting, type RunWriting } from "./runs.ts";
import type { Anchor } from "../tracked/comment-anchors.ts";
import type { NewNote } from "#core/discuss/proposal-operation.ts";
import { commentEnds, commentStarts } from "./comments.ts";
import type { ParagraphPart } from "./element.ts";
import type { ChangeTracker } from "./tracking.ts";
import type { TextAmendment } from "../shared/amended-runs.ts";
import { cutRuns, type InlineRun } from "../shared/inline-runs.ts";

/** A range of a clause that a tracked change deletes or moves away, and the text it inserts instead. */
export interface ContentEdit {
  start: number;
  end: number;
  kind: "deleted" | "moved-away";
  tracker: ChangeTracker;
  inserted: readonly InlineRun[];
  /** The amendments to the inserted text. */
  amendments: readonly TextAmendment<ChangeTracker>[];
  /** The footnotes of the inserted text. */
  notes: readonly NewNote[];
}

/** The comments and tracked changes of a clause's content. */
interface ContentMarkup {
  anchors?: readonly Anchor[];
  /** In order, without overlaps. */
  edits?: readonly ContentEdit[];
  /** Returns the renderer of references in the text that an edit inserts. */
  newNote?: (edit: ContentEdit) => RunSetting["note"];
  /** Returns the tracker of the change that deletes a footnote. Null if none does. */
  noteDeletedBy?: (note: string) => ChangeTracker | null;
}

/**
 * Renders a clause's content with its comments and tracked changes.
 *
 * Inserted text follows the text it replaces, inside a comment on that text. A footnote reference is deleted or moved
 * with the words around it, or with its note.
 *
 * At the same offset, ranges that end come before ranges that start, so that comments on adjacent words do not overlap.
 * An empty range ends right after it starts. An offset at a footnote reference is after that reference.
 */
export function clauseContent(
  runs: readonly InlineRun[],
  setting: RunSetting,
  { anchors = [], edits = [], newNote = () => setting.note, noteDeletedBy = () => null }: ContentMarkup = {},
): ParagraphPart[] {
  const edges = anchors
    .flatMap((anchor) => ("offset" in anchor.at ? [{ ...anchor, offset: anchor.at.offset }] : []))
    .map((anchor) => ({ ...anchor, rank: rankOf(anchor, anchors) }))
    .sort((left, right) => left.offset - right.offset || left.rank - right.rank);
  const parts: ParagraphPart[] = [];
  const flush = (upTo: number): void => {
    for (let next = edges[0]; next && next.offset <= upTo; next = edges[0]) {
      edges.shift();
      parts.push(...(next.edge === "start" ? commentStarts(next.comments) : commentEnds(next.comments)));
    }
  };
  const waiting = [...edits];
  // An insertion at a footnote's mark comes after the mark.
  const insertEdits = (upTo: number, reference: number | null = null): void => {
    for (let next = waiting[0]; next && next.end <= upTo && next.start !== reference; next = waiting[0]) {
      waiting.shift();
      const { inserted, amendments, tracker } = next;
      parts.push(...insertedParts(inserted, { ...setting, note: newNote(next) }, tracker, amendments));
    }
  };
  const writtenAs = (run: InlineRun): RunWriting => {
    const edit = edits.find(({ start, end }) =>
      run.kind === "note" ? run.start > start && run.start < end : run.start >= start && run.end <= end,
    );
    const deletedBy = run.kind === "note" ? noteDeletedBy(run.clause) : null;
    const { kind, tracker } = edit ?? { kind: "deleted", tracker: deletedBy };
    if (!tracker) return {};
    return { element: kind === "deleted" ? "w:delText" : "w:t", track: (written) => tracker.track(kind, written) };
  };
  for (const run of cutRuns(runs, [
    ...edges.map(({ offset }) => offset),
    ...edits.flatMap(({ start, end }) => [start, end]),
  ])) {
    insertEdits(run.start, run.kind === "note" ? run.start : null);
    if (run.kind !== "note") {
      flush(run.start);
      parts.push(...runParts(run, setting, writtenAs(run)));
      continue;
    }
    const round = anchors.filter(({ at }) => "note" in at && at.note === run.clause);
    const comments = (edge: Anchor["edge"]): number[] =>
      round.flatMap((anchor) => (anchor.edge === edge ? anchor.comments : []));
    parts.push(
      ...commentStarts(comments("start")),
      ...runParts(run, setting, writtenAs(run)),
      ...commentEnds(comments("end")),
    );
  }
  insertEdits(Infinity);
  flush(Infinity);
  return parts;
}

/** 0: the end of a range that started earlier; 1: a start; 2: the end of an empty range. */
function rankOf(anchor: Anchor, anchors: readonly Anchor[]): number {
  if (anchor.edge === "start") return 1;
  const begins = anchors.find(({ edge, comments }) => edge === "start" && comments === anchor.comments);
  const isSamePosition =
    begins && "offset" in begins.at && "offset" in anchor.at && begins.at.offset === anchor.at.offset;
  return isSamePosition ? 2 : 0;
}
