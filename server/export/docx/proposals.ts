import type { FileChild, Paragraph } from "docx";
import type { Fragment } from "prosemirror-model";
import type { Compilation, CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { InlineContent, NewNote } from "#core/discuss/proposal-operation.ts";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { draftSchema } from "#core/text/schema.ts";
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
import { sourceName, type ThreadWording } from "../shared/thread-phrases.ts";
import type { ContentEdit } from "./clause-content.ts";
import { paragraphOf, type ParagraphPart } from "./element.ts";
import { type ClauseSetting, labelParts, paragraphOptions, trackedLabel } from "./paragraphs.ts";
import { runParts, type RunSetting } from "./runs.ts";
import type { TableRowContent } from "./tables.ts";
import { ChangeTracker } from "./tracking.ts";

/** A note of a text as tracked changes have it: the draft's, by its clause, or one that comes with a change. */
export type TrackedNote = { clause: string } | { note: NewNote; tracker: ChangeTracker };

/**
 * All notes in the order the text refers to them. LibreOffice gives the notes of a file to its references in their order,
 * whatever their ids say.
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
    // What is put in where a reference stands comes after it, what replaces the words before one comes before it.
    const put = (edits.get(id)?.replaced ?? []).map(({ step, tracker }) => ({
      at: step.end.offset,
      rank: step.start.offset === step.end.offset ? 2 : 0,
      notes: (step.notes ?? []).map((note) => ({ note, tracker })),
    }));
    return [...own, ...put]
      .sort((one, other) => one.at - other.at || one.rank - other.rank)
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

/** Plans the tracked changes of a Word file, each under the name of who proposes it and the day it was proposed. */
export function planTrackedChanges(compilation: Compilation, wording: ThreadWording): ProposalPlan<ChangeTracker> {
  const file = { next: 1, moveNames: new Map<string, string>() };
  return planProposals(compilation, ({ source, createdAt }) => {
    const ofWords = new ChangeTracker(sourceName(source, wording), createdAt.slice(0, 10), file);
    return { ofWords, ofWholeClauses: ofWords.ofWholeClauses };
  });
}

type PrintNote = RunSetting["note"];
type Inserted = Extract<Follower<ChangeTracker>, { inserted: unknown }>;
type Moved = Extract<Follower<ChangeTracker>, { moved: unknown }>;

/** What proposals do to the words of a clause that is `length` long (UTF-16). */
export function contentEdits(edits: ClauseEdits<ChangeTracker> | undefined, length: number): ContentEdit[] {
  const leaving = leavingBy(edits);
  // One past the end, so that a footnote reference behind the last word goes with the clause.
  if (leaving) return [{ start: -1, end: length + 1, ...leaving, inserted: [], notes: [] }];
  return (edits?.replaced ?? []).map(({ step, tracker }) => ({
    start: step.start.offset,
    end: step.end.offset,
    kind: "deleted",
    tracker,
    inserted: inlineRunsOf(fragmentOf(step.content)),
    notes: step.notes ?? [],
  }));
}

/** A clause where it stands: its mark goes with it where it is taken out or elsewhere, its label changes where proposed. */
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

/** How a new clause is set after the clauses `before` it. */
export function insertedSetting(
  { kind, label, depth }: Inserted["inserted"],
  before: readonly CompiledClause[],
  direction: string,
): ClauseSetting {
  const level = styleLevels([...before, { kind, depth }]).at(-1) ?? 0;
  return { kind, label, level, rightToLeft: direction === "rtl", header: false };
}

/** A new clause; `write` prints the references to the notes that come with it. */
export function insertedParagraph(
  { inserted, tracker }: Inserted,
  setting: ClauseSetting,
  note: PrintNote,
): Paragraph[] {
  const runs = inlineRunsOf(fragmentOf(inserted.content));
  return [putParagraph("inserted", setting, runs, tracker, note)];
}

/** A new row of a table, its cells by column. */
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
    const words = inlineRunsOf(fragmentOf(inserted.content)).flatMap((run) => runParts(run, setting, { track }));
    const options = { style: "TableText", ...(rightToLeft ? { bidirectional: true } : {}) };
    row.set(columnOf(cell), [paragraphOf(options, words)]);
  }
  const facts = cells[0]?.tracker.facts();
  return { header: false, cells: row, ...(facts && { change: { insertion: facts } }) };
}

/**
 * A clause at the place it is to move to, as its proposal words and labels it; its comments stay with the words it has now.
 * `note` prints the references to the footnotes that come along.
 */
export function movedHere(
  follower: Moved,
  { content }: CompiledClause,
  setting: ClauseSetting,
  edits: ClauseEdits<ChangeTracker> | undefined,
  note: PrintNote,
): FileChild[] {
  const label = edits?.relabelled ? edits.relabelled.step.label : setting.label;
  const runs = inlineRunsOf(rewordedContent(content, edits));
  return ranged(
    "moved-here",
    follower,
    putParagraph("moved-here", { ...setting, label }, runs, follower.tracker, note),
  );
}

function rewordedContent(content: InlineContent, edits: ClauseEdits<ChangeTracker> | undefined): Fragment {
  const words = fragmentOf(content);
  const steps = edits?.replaced.map(({ step }) => step) ?? [];
  const [first] = steps;
  if (!first) return words;
  const clause = draftSchema.node("clause", { id: first.start.clause, kind: "paragraph" }, words);
  return applyOperations(draftSchema.node("doc", null, clause), steps).draft.child(0).content;
}

function putParagraph(
  kind: "inserted" | "moved-here",
  setting: ClauseSetting,
  runs: readonly InlineRun[],
  tracker: ChangeTracker,
  note: PrintNote,
): Paragraph {
  const { label, rightToLeft } = setting;
  const runSetting = { rightToLeft, language: null, bookmarks: new Set<string>(), note };
  const track = (parts: ParagraphPart[]): ParagraphPart[] => tracker.track(kind, parts);
  const words = runs.flatMap((run) => runParts(run, runSetting, { track }));
  const labels = trackedLabel(null, label, kind, { tracker, rightToLeft });
  return tracker.paragraph(kind, paragraphOptions(setting), [...labels, ...words]);
}

function ranged(
  kind: "moved-here" | "moved-away",
  { key, tracker }: { key: string; tracker: ChangeTracker },
  paragraph: Paragraph,
): FileChild[] {
  const range = tracker.moveRange(kind, key);
  return [range.start, paragraph, range.end];
}
