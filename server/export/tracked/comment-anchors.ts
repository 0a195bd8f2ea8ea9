import type { Compilation, CompiledClause, CompiledThread, Place } from "#core/compile/compilation.ts";
import type { NotePlan } from "./note-plan.ts";
import type { InlineRun } from "../shared/inline-runs.ts";
import type { Piece, Steps } from "../shared/steps.ts";
import { word } from "../shared/export-phrases.ts";

/** Comments that start or end in a clause's text, at an offset or at the reference to a footnote. */
export interface Anchor {
  edge: "start" | "end";
  at: { offset: number } | { note: string };
  comments: number[];
}

/** A range that a comment can be anchored to, within one clause or across several. */
interface AnchorRange {
  start: { clause: string; at: Anchor["at"] };
  end: { clause: string; at: Anchor["at"] };
}

/**
 * Anchors every comment to its words. The result holds the anchors of each clause, in no order.
 *
 * - Adjacent positions form one range, so a comment on words that cross clauses is one comment.
 * - Word ignores comments inside footnotes, so a comment on a footnote is anchored to the reference in the text and
 *   quotes the words. A footnote without a reference is printed in the text and takes comments like any clause.
 * - A range does not cross the edge of a table or of a cell, because not every program can display that.
 * - A remark on the whole document is anchored to its title, or to its first clause if there is no title.
 *
 * Each thread on a clause counts as one step.
 */
export function* anchorComments(
  compilation: Compilation,
  { runs, notes, book, steps }: AnchorSetting,
): Generator<Piece, Map<string, Anchor[]>> {
  const anchors = new Map<string, Anchor[]>();
  const { clauses } = compilation;
  const text = anchorText(compilation, runs, notes);
  const { title } = text;
  if (title) {
    const range = { start: edge(title.id, 0), end: edge(title.id, title.text.length) };
    for (const thread of compilation.general) addAnchors(anchors, range, book.add(thread, null));
  }
  for (const thread of clauses.flatMap(({ threads }) => threads)) {
    const [first, ...further] = rangesOf(thread.places, text);
    if (!first) continue;
    addAnchors(anchors, first, book.add(thread, aboutNote(thread, text)));
    for (const range of further) addAnchors(anchors, range, [book.addAlso(thread)]);
    steps.advance();
    yield steps.piece();
  }
  return anchors;
}

/** Collects the comments of a file, numbered from 0. */
export interface AnchoredBook {
  /** Adds a thread with its replies. Returns the numbers of its comments. `about` names its subject, if the range cannot. */
  add(thread: CompiledThread, about: string | null): number[];
  /** Adds the short comment for a further position of a thread. */
  addAlso(thread: CompiledThread): number;
}

interface AnchorSetting {
  /** The content of each clause. */
  runs: ReadonlyMap<string, InlineRun[]>;
  notes: NotePlan;
  book: AnchoredBook;
  steps: Steps;
}

/** The text that comments are anchored to. */
interface AnchorText {
  language: string;
  /** The clause for remarks on the whole document. */
  title: CompiledClause | undefined;
  clauses: ReadonlyMap<string, CompiledClause>;
  /** Position of each clause among all clauses, and among those that are not notes at the foot of a page. */
  index: { all: ReadonlyMap<string, number>; body: ReadonlyMap<string, number> };
  isNote: (clause: string) => boolean;
  /** The clause with the first reference to each footnote. */
  referenceOf: ReadonlyMap<string, string>;
}

function anchorText({ clauses, version }: Compilation, runs: AnchorSetting["runs"], notes: NotePlan): AnchorText {
  const body = clauses.filter(({ id }) => !notes.numberOf.has(id));
  return {
    language: version.language,
    title: body.find(({ kind }) => kind === "title") ?? body[0],
    clauses: new Map(clauses.map((clause) => [clause.id, clause])),
    index: {
      all: new Map(clauses.map(({ id }, index) => [id, index])),
      body: new Map(body.map(({ id }, index) => [id, index])),
    },
    isNote: (clause) => notes.numberOf.has(clause),
    referenceOf: referencesOf(body, runs),
  };
}

function addAnchors(anchors: Map<string, Anchor[]>, { start, end }: AnchorRange, comments: number[]): void {
  for (const [name, { clause, at }] of [
    ["start", start],
    ["end", end],
  ] as const) {
    const list = anchors.get(clause) ?? [];
    list.push({ edge: name, at, comments });
    anchors.set(clause, list);
  }
}

function rangesOf(places: readonly Place[], text: AnchorText): AnchorRange[] {
  const ranges: AnchorRange[] = [];
  let last: { range: AnchorRange; place: Place } | undefined;
  let before: Place | undefined;
  for (const place of places) {
    const holder = text.referenceOf.get(place.clause);
    if (text.isNote(place.clause) && holder !== undefined) {
      // A range that runs through the text past a footnote already contains its reference.
      const passed = before && continues(before, place, "all", text);
      const at = { clause: holder, at: { note: place.clause } };
      if (!passed) ranges.push({ start: at, end: at });
    } else if (
      last &&
      continues(last.place, place, "body", text) &&
      !isCell(last.place, text) &&
      !isCell(place, text)
    ) {
      last.range.end = edge(place.clause, place.end);
      last.place = place;
    } else {
      const range = { start: edge(place.clause, place.start), end: edge(place.clause, place.end) };
      ranges.push(range);
      last = { range, place };
    }
    before = place;
  }
  return ranges;
}

/** Whether a place starts where the place before it ends, in the next clause. */
function continues(before: Place, place: Place, among: "all" | "body", { index, clauses }: AnchorText): boolean {
  const neighbours = index[among].get(before.clause) === (index[among].get(place.clause) ?? 0) - 1;
  return neighbours && place.start === 0 && before.end === clauses.get(before.clause)?.text.length;
}

function isCell({ clause }: Place, { clauses }: AnchorText): boolean {
  return clauses.get(clause)?.kind === "cell";
}

/** Quotes the text of a footnote that a thread starts in. Null for any other thread. */
function aboutNote({ places }: CompiledThread, { isNote, clauses, language }: AnchorText): string | null {
  const [first] = places;
  const note = first && isNote(first.clause) ? clauses.get(first.clause) : undefined;
  if (!first || !note) return null;
  const quote = note.text.slice(first.start, first.end);
  return word("export-on-note", language, { label: note.label ?? "", quote });
}

function edge(clause: string, offset: number): AnchorRange["start"] {
  return { clause, at: { offset } };
}

/** Returns the clause with the first reference to each footnote. */
function referencesOf(body: readonly CompiledClause[], runs: ReadonlyMap<string, InlineRun[]>): Map<string, string> {
  const holders = new Map<string, string>();
  for (const { id } of body) {
    for (const run of runs.get(id) ?? [])
      if (run.kind === "note" && !holders.has(run.clause)) holders.set(run.clause, id);
  }
  return holders;
}
