import { Fragment, type Node } from "prosemirror-model";
import { contentOf, fragmentOf } from "#core/discuss/inline-content.ts";
import type { Compilation, CompiledClause, CompiledThread } from "#core/compile/compilation.ts";
import { draftSchema } from "#core/text/schema.ts";
import { printOrigin } from "./printable-page.ts";

/** The meaning of a link in a printed page: the text of some threads, and the position of a note for others. */
export interface PdfMark {
  /** Numbers of the threads about this text. */
  words: number[];
  /** Numbers of the threads about the whole clause that starts with this text. */
  notes: number[];
  /** The text's own link target. Null if it has no link. */
  to: string | null;
}

/** Encodes a mark as an address. */
export function markAddress({ words, notes, to }: PdfMark): string {
  const query = new URLSearchParams();
  if (words.length > 0) query.set("words", words.join(","));
  if (notes.length > 0) query.set("notes", notes.join(","));
  if (to !== null) query.set("to", to);
  return `${printOrigin}/?${query.toString()}`;
}

/** Decodes a mark from an address. Null for any other address. */
export function readMark(address: string): PdfMark | null {
  if (!address.startsWith(`${printOrigin}/?`)) return null;
  const query = new URL(address).searchParams;
  const numbers = (name: string): number[] => (query.get(name) ?? "").split(",").filter(Boolean).map(Number);
  return { words: numbers("words"), notes: numbers("notes"), to: query.get("to") };
}

/** A compilation ready for printing, with the threads that have a mark in its text. */
export interface MarkedCompilation {
  compilation: Compilation;
  marked: ReadonlySet<number>;
}

/**
 * Turns the text of each thread into links to it. For every printed link, the browser also records its rectangles, one
 * per line. This is the only way to find out where text ends up on paper.
 *
 * A thread on whole clauses gets a note at their first word, because highlighting everything would mark nothing. Links
 * within the draft stay unmarked, because only the browser knows where they lead.
 */
export function markWords(compilation: Compilation): MarkedCompilation {
  const lengths = new Map(compilation.clauses.map(({ id, text }) => [id, text.length]));
  const isWhole = (thread: CompiledThread): boolean =>
    thread.places.every(({ clause, start, end }) => start === 0 && end === lengths.get(clause));
  const notes = new Set(
    compilation.clauses
      .flatMap(({ threads }) => threads)
      .filter(isWhole)
      .map(({ number }) => number),
  );
  const marked = new Set<number>();
  const clauses = compilation.clauses.map((clause) => ({ ...clause, content: markedContent(clause, notes, marked) }));
  return { compilation: { ...compilation, clauses }, marked };
}

interface Run extends Omit<PdfMark, "to"> {
  start: number;
  end: number;
}

function markedContent(clause: CompiledClause, notes: ReadonlySet<number>, marked: Set<number>) {
  if (clause.highlights.length === 0) return clause.content;
  const runs = runsOf(clause, notes);
  let offset = 0;
  const nodes = fragmentOf(clause.content).content.flatMap((node): Node[] => {
    const start = offset;
    offset += node.textContent.length;
    const link = node.marks.find(({ type }) => type.name === "link")?.attrs["href"] as string | undefined;
    if (!node.isText || link?.startsWith("#")) return [node];
    const inside = runs.filter((run) => run.start < offset && run.end > start);
    const edges = [start, ...inside.flatMap((run) => [run.start, run.end]), offset]
      .filter((edge) => edge >= start && edge <= offset)
      .sort((left, right) => left - right);
    return edges.slice(1).flatMap((to, index) => {
      const from = edges[index] ?? start;
      if (from === to) return [];
      const piece = node.cut(from - start, to - start);
      const run = inside.find((covering) => covering.start <= from && covering.end >= to);
      if (!run) return [piece];
      for (const number of [...run.words, ...run.notes]) marked.add(number);
      const href = markAddress({ ...run, to: link ?? null });
      return [piece.mark(draftSchema.mark("link", { href }).addToSet(piece.marks))];
    });
  });
  return contentOf(Fragment.from(nodes));
}

/** Splits the clause's text into runs that do not overlap, each with all threads about it. */
function runsOf({ text, highlights }: CompiledClause, notes: ReadonlySet<number>): Run[] {
  const firstWord = /^\s*\S+/u.exec(text)?.[0].length ?? text.length;
  const ranges = highlights.map(({ thread, start, end }) =>
    notes.has(thread) ? { thread, start: 0, end: firstWord, isNote: true } : { thread, start, end, isNote: false },
  );
  const edges = [...new Set(ranges.flatMap(({ start, end }) => [start, end]))].sort((left, right) => left - right);
  return edges.slice(1).flatMap((end, index) => {
    const start = edges[index] ?? 0;
    const over = ranges.filter((range) => range.start <= start && range.end >= end);
    if (over.length === 0) return [];
    const numbers = (isNote: boolean): number[] => [
      ...new Set(over.filter((range) => range.isNote === isNote).map(({ thread }) => thread)),
    ];
    return [{ start, end, words: numbers(false), notes: numbers(true) }];
  });
}
