import type { FileChild, Paragraph } from "docx";
import type { Fragment } from "prosemirror-model";
import type { Compilation, CompiledClause, CompiledReply, CompiledThread } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { NewNote } from "#core/discuss/proposal-operation.ts";
import { dayOf } from "#core/text/wall-clock.ts";
import type { TextAmendment } from "../shared/amended-runs.ts";
import { styleLevels } from "../shared/clause-levels.ts";
import { type InlineRun, inlineRunsOf } from "../shared/inline-runs.ts";
import {
  type ClauseEdits,
  columnOf,
  type Follower,
  leavingBy,
  planProposals,
  type ProposalPlan,
} from "../shared/proposal-plan.ts";
import { amendmentsByInsertion, nestedAmendments } from "../shared/nested-amendments.ts";
import { sourceView } from "../shared/source-view.ts";
import { fileWording } from "../shared/thread-view.ts";
import { insertedParts, runParts, type RunSetting } from "./runs.ts";
import type { ContentEdit } from "./clause-content.ts";
import { paragraphOf, type ParagraphPart } from "./element.ts";
import { type ClauseSetting, labelParts, paragraphOptions, trackedLabel } from "./paragraphs.ts";
import type { TableRowContent } from "./tables.ts";
import { ChangeTracker } from "./tracking.ts";

/** A note of a text with tracked changes: one of the draft's, by its clause, or a new one that a change inserts. */
export type TrackedNote = { clause: string } | { note: NewNote; tracker: ChangeTracker };

/**
 * Returns all notes in the order of their references. LibreOffice assigns the notes of a file to its references in this
 * order, whatever their ids.
 */
export function notesInOrder(
  inText: readonly CompiledClause[],
  runs: ReadonlyMap<string, InlineRun[]>,
  { edits, followers }: ProposalPlan<ChangeTracker>,
): TrackedNote[] {
  const after = (id: string): TrackedNote[] =>
    (followers.get(id) ?? []).flatMap(({ notes, tracker }) => [...notes.values()].map((note) => ({ note, tracker })));
  const inside = ({ id }: CompiledClause): TrackedNote[] => {
    const own = (runs.get(id) ?? []).flatMap((run) =>
      run.kind === "note" ? [{ at: run.start, rank: 1, notes: [{ clause: run.clause }] }] : [],
    );
    // Text inserted at a reference comes after it. Text that replaces the words before a reference comes before it.
    const put = (edits.get(id)?.replaced ?? []).map(({ step, tracker }) => ({
      at: step.end.offset,
      rank: step.start.offset === step.end.offset ? 2 : 0,
      notes: (step.notes ?? []).map((note) => ({ note, tracker })),
    }));
    return [...own, ...put]
      .sort((left, right) => left.at - right.at || left.rank - right.rank)
      .flatMap(({ notes }): TrackedNote[] => notes);
  };
  return [
    ...after(""),
    ...inText.flatMap((clause, index) => {
      const { table } = clause;
      if (!table) return [...inside(clause), ...after(clause.id)];
      if (followers.size === 0) return inside(clause);
      const isSameRow = (other: CompiledClause | undefined): boolean =>
        other?.table?.id === table.id && other.table.row === table.row;
      if (isSameRow(inText[index + 1])) return inside(clause);
      const row = inText.filter(isSameRow);
      return [...inside(clause), ...row.flatMap(({ id }) => after(id))];
    }),
  ];
}

/**
 * Plans the tracked changes of a Word file, each with the name of the proposal's author and the day it was proposed. The
 * amendments to a proposal are changes inside the proposal's own, each by its own author.
 */
export function planTrackedChanges(compilation: Compilation): ProposalPlan<ChangeTracker> {
  const wording = fileWording(compilation);
  const file = { next: 1, moveNames: new Map<string, string>() };
  return planProposals(compilation, (thread) => {
    const trackerOf = ({ source, createdAt }: CompiledThread | CompiledReply): ChangeTracker =>
      new ChangeTracker(sourceView(source, wording).name, dayOf(createdAt, wording.forum.timeZone), file);
    const ofWords = trackerOf(thread);
    const { ofWholeClauses } = ofWords;
    const nested = nestedAmendments(thread, wording);
    ofWords.amendments = ofWholeClauses.amendments = new Map(
      amendmentsByInsertion(thread.operations ?? [], nested, trackerOf),
    );
    return { ofWords, ofWholeClauses };
  });
}

type PrintNote = RunSetting["note"];
type Inserted = Extract<Follower<ChangeTracker>, { inserted: unknown }>;
type Moved = Extract<Follower<ChangeTracker>, { moved: unknown }>;

/**
 * Returns the changes that proposals make to the text of a clause. `length` is the length of the text in UTF-16 code
 * units.
 */
export function contentEdits(edits: ClauseEdits<ChangeTracker> | undefined, length: number): ContentEdit[] {
  const leaving = leavingBy(edits);
  // One past the end, so that a footnote reference after the last word is included.
  if (leaving) return [{ start: -1, end: length + 1, ...leaving, inserted: [], amendments: [], notes: [] }];
  return (edits?.replaced ?? []).map(({ step, tracker }) => ({
    start: step.start.offset,
    end: step.end.offset,
    kind: "deleted",
    tracker,
    inserted: inlineRunsOf(fragmentOf(step.content)),
    amendments: tracker.amendments.get(step) ?? [],
    notes: step.notes ?? [],
  }));
}

/**
 * Renders a clause at its original position. If the clause is deleted or moved away, its paragraph mark is too. If a
 * proposal relabels it, the label is a tracked change.
 */
export function editedParagraph(
  setting: ClauseSetting,
  edits: ClauseEdits<ChangeTracker> | undefined,
  content: ParagraphPart[],
): FileChild[] {
  const { label, rightToLeft } = setting;
  const leaving = leavingBy(edits);
  if (leaving) {
    const { kind, tracker } = leaving;
    const parts = [...trackedLabel(label, null, kind, { tracker, rightToLeft }), ...content];
    const paragraph = tracker.paragraph(kind, paragraphOptions(setting), parts);
    return edits?.moved ? ranged("moved-away", edits.moved, paragraph) : [paragraph];
  }
  const labels = edits?.relabelled
    ? trackedLabel(label, edits.relabelled.step.label, "kept", { tracker: edits.relabelled.tracker, rightToLeft })
    : labelParts(label, rightToLeft);
  return [paragraphOf(paragraphOptions(setting), [...labels, ...content])];
}

/** Returns the settings of a new clause that follows the clauses `before`. */
export function insertedSetting(
  { kind, label, depth }: Inserted["inserted"],
  before: readonly CompiledClause[],
  direction: string,
): ClauseSetting {
  const level = styleLevels([...before, { kind, depth }]).at(-1) ?? 0;
  return { kind, label, level, rightToLeft: direction === "rtl", header: false };
}

/** Renders a new clause. `note` renders the references to the footnotes inserted with it. */
export function insertedParagraph(
  { inserted, tracker }: Inserted,
  setting: ClauseSetting,
  note: PrintNote,
): Paragraph[] {
  const fragment = fragmentOf(inserted.content);
  const amendments = tracker.amendments.get(inserted);
  return [changedParagraph({ kind: "inserted", tracker, amendments }, fragment, setting, note)];
}

/** Renders a new row of a table, with its cells by column. */
export function insertedRow(
  cells: readonly Inserted[],
  rightToLeft: boolean,
  noteIn: (cell: Inserted) => PrintNote,
): TableRowContent {
  const row = new Map<number, Paragraph[]>();
  for (const cell of cells) {
    const { inserted, tracker } = cell;
    const setting = { rightToLeft, language: null, bookmarks: new Set<string>(), note: noteIn(cell) };
    const track = (parts: ParagraphPart[]): ParagraphPart[] => tracker.track("inserted", parts);
    const content = inlineRunsOf(fragmentOf(inserted.content)).flatMap((run) => runParts(run, setting, { track }));
    const options = { style: "TableText", ...(rightToLeft ? { bidirectional: true } : {}) };
    row.set(columnOf(cell), [paragraphOf(options, content)]);
  }
  const facts = cells[0]?.tracker.nextFacts();
  return { header: false, cells: row, ...(facts && { change: { insertion: facts } }) };
}

/**
 * Renders a clause at the position it would move to, with its proposed content and label. Its comments stay at the
 * original position. `note` renders the references to the footnotes that move with it.
 */
export function movedHere(follower: Moved, content: Fragment, setting: ClauseSetting, note: PrintNote): FileChild[] {
  const change = { kind: "moved-here", tracker: follower.tracker } as const;
  return ranged("moved-here", follower, changedParagraph(change, content, setting, note));
}

function changedParagraph(
  {
    kind,
    tracker,
    amendments,
  }: {
    kind: "inserted" | "moved-here";
    tracker: ChangeTracker;
    amendments?: readonly TextAmendment<ChangeTracker>[] | undefined;
  },
  fragment: Fragment,
  setting: ClauseSetting,
  note: PrintNote,
): Paragraph {
  const { label, rightToLeft } = setting;
  const runSetting = { rightToLeft, language: null, bookmarks: new Set<string>(), note };
  const track = (parts: ParagraphPart[]): ParagraphPart[] => tracker.track(kind, parts);
  const runs = inlineRunsOf(fragment);
  const content =
    kind === "inserted"
      ? insertedParts(runs, runSetting, tracker, amendments)
      : runs.flatMap((run) => runParts(run, runSetting, { track }));
  const labels = trackedLabel(null, label, kind, { tracker, rightToLeft });
  return tracker.paragraph(kind, paragraphOptions(setting), [...labels, ...content]);
}

function ranged(
  kind: "moved-here" | "moved-away",
  { key, tracker }: { key: string; tracker: ChangeTracker },
  paragraph: Paragraph,
): FileChild[] {
  const range = tracker.moveRange(kind, key);
  return [range.start, paragraph, range.end];
}
