import type { Compilation, CompiledClause, CompiledThread, Place } from "#core/compile/compilation.ts";
import type { CommentBook } from "./comments.ts";
import type { NotePlan } from "./notes.ts";
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
  runs: ReadonlyMap<string, InlineRun[]>,
  notes: NotePlan,
  book: CommentBook,
  steps: Steps,
): Generator<Piece, Map<string, Anchor[]>> {
  const anchors = new Map<string, Anchor[]>();
  const { clauses } = compilation;
  const body = clauses.filter(({ id }) => !notes.numberOf.has(id));
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const indexInAll = new Map(clauses.map(({ id }, index) => [id, index]));
  const indexInBody = new Map(body.map(({ id }, index) => [id, index]));
  const referenceOf = referencesOf(body, runs);

  const title = body.find(({ kind }) => kind === "title") ?? body[0];
  if (title) {
    for (const thread of compilation.general) {
      put({ start: edge(title.id, 0), end: edge(title.id, title.text.length) }, book.add(thread, null));
    }
  }
  for (const thread of clauses.flatMap(({ threads }) => threads)) {
    const [first, ...further] = rangesOf(thread.places);
    if (!first) continue;
    put(first, book.add(thread, aboutNote(thread)));
    for (const range of further) put(range, [book.addAlso(thread)]);
    steps.take();
    yield steps.piece();
  }
  return anchors;

  function put({ start, end }: AnchorRange, comments: number[]): void {
    for (const [name, { clause, at }] of [
      ["start", start],
      ["end", end],
    ] as const) {
      const list = anchors.get(clause) ?? [];
      list.push({ edge: name, at, comments });
      anchors.set(clause, list);
    }
  }

  function rangesOf(places: readonly Place[]): AnchorRange[] {
    const ranges: AnchorRange[] = [];
    let last: { range: AnchorRange; place: Place } | undefined;
    let before: Place | undefined;
    for (const place of places) {
      const holder = referenceOf.get(place.clause);
      if (notes.numberOf.has(place.clause) && holder !== undefined) {
        // A range that runs through the text past a footnote already contains its reference.
        const passed = before && runsOn(before, place, indexInAll);
        const at = { clause: holder, at: { note: place.clause } };
        if (!passed) ranges.push({ start: at, end: at });
      } else if (last && runsOn(last.place, place, indexInBody) && !isCell(last.place) && !isCell(place)) {
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

  function runsOn(before: Place, place: Place, index: ReadonlyMap<string, number>): boolean {
    const neighbours = index.get(before.clause) === (index.get(place.clause) ?? 0) - 1;
    return neighbours && place.start === 0 && before.end === byId.get(before.clause)?.text.length;
  }

  function isCell({ clause }: Place): boolean {
    return byId.get(clause)?.kind === "cell";
  }

  function aboutNote({ places }: CompiledThread): string | null {
    const [first] = places;
    const note = first && notes.numberOf.has(first.clause) ? byId.get(first.clause) : undefined;
    if (!first || !note) return null;
    const words = note.text.slice(first.start, first.end);
    return word("export-on-note", compilation.version.language, { label: note.label ?? "", words });
  }
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
