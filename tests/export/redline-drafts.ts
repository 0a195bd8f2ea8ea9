import fc from "fast-check";
import type { Node } from "prosemirror-model";
import { compare } from "#core/compare/compare.ts";
import { redlineOf } from "#core/compare/redline.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import type { RedlineSource } from "../../server/export/shared/redline-source.ts";
import { draft, reference, text } from "./sample.ts";

/** A clause before it has a position: its words, and the note at its end, if any. */
interface Rough {
  kind: "recital" | "heading" | "cell" | "item";
  words: string[];
  /** Index of the emphasised word, if there are that many. */
  emphasised: number;
  note: string | null;
}

const vocabulary = fc.constantFrom(
  ..."the of and shall should invites Member States policy [ ] ; 5 capacity الدول 会员国".split(" "),
);
const rough: fc.Arbitrary<Rough> = fc.record({
  kind: fc.constantFrom("recital", "recital", "recital", "heading", "cell", "item"),
  words: fc.array(vocabulary, { maxLength: 14 }),
  emphasised: fc.nat(8),
  note: fc.option(fc.constantFrom("First note.", "Second note, longer than the first."), { freq: 4 }),
});

/** Builds a draft from clauses: labels by position, two cells per row, each note after the clause that refers to it. */
function draftOf(roughs: readonly Rough[]): Node {
  let cells = 0;
  let tables = 0;
  let notes = 0;
  return draft(
    roughs.flatMap(({ kind, words, emphasised, note }, index) => {
      if (kind === "cell") cells += 1;
      else if (cells > 0) {
        cells = 0;
        tables += 1;
      }
      const id = `c${String(index + 1)}`;
      const place = {
        id: `t${String(tables)}`,
        row: Math.ceil(cells / 2),
        column: cells % 2 === 1 ? 1 : 2,
        header: false,
      };
      if (note !== null) notes += 1;
      const content = words.flatMap((one, at) => {
        const spaced = at === 0 ? one : ` ${one}`;
        return [at === emphasised ? text(spaced, "emphasis") : text(spaced)];
      });
      const label = String(notes);
      return [
        {
          id,
          kind,
          ...(kind === "cell" ? { table: place } : { label: `${String(index + 1)}.` }),
          depth: kind === "item" ? 1 : 0,
          content: note === null ? content : [...content, reference(`${id}n`, label)],
        },
        ...(note === null ? [] : [{ id: `${id}n`, kind: "footnote", label, content: note }]),
      ];
    }),
  );
}

/**
 * Two drafts of one text: clauses are deleted, inserted, moved, split and merged, words are replaced, and notes are
 * added or removed.
 */
export const draftPairs: fc.Arbitrary<{ base: Node; revised: Node }> = fc
  .tuple(
    fc.array(rough, { minLength: 1, maxLength: 9 }),
    fc.array(fc.tuple(fc.nat(6), fc.nat(20), fc.nat(20), vocabulary, rough), { maxLength: 8 }),
  )
  .map(([clauses, edits]) => {
    const revised = [...clauses];
    for (const [kind, at, other, word, added] of edits) {
      const index = at % Math.max(1, revised.length);
      const clause = revised[index] ?? added;
      if (kind === 0 && revised.length > 1) revised.splice(index, 1);
      else if (kind === 1) revised.splice(other % (revised.length + 1), 0, ...revised.splice(index, 1));
      else if (kind === 2) {
        const words = clause.words;
        const parts = [words.slice(0, other), words.slice(other)].map((part) => ({ ...clause, words: part }));
        revised.splice(index, 1, ...parts);
      } else if (kind === 3) {
        const [first = clause, second = added] = revised.slice(index, index + 2);
        revised.splice(index, 2, { ...first, words: [...first.words, ...second.words] });
      } else if (kind === 4) revised.splice(index, 0, added);
      else if (kind === 5) revised[index] = { ...clause, note: added.note, emphasised: added.emphasised };
      else
        revised[index] = {
          ...clause,
          words: [...clause.words.slice(0, other), word, ...clause.words.slice(other + 1)],
        };
    }
    return { base: draftOf(clauses), revised: draftOf(revised) };
  });

/** Returns two drafts with the redline between them. */
export function sourceOf(base: Node, revised: Node): RedlineSource {
  const texts = { base: versionTextOf(base), revised: versionTextOf(revised) };
  const comparison = compare(texts.base, texts.revised);
  const document = { title: "Opinion 5: Broad participation", shortTitle: "Opinion 5" };
  const hash = (letter: string): string => letter.repeat(64);
  return {
    forum: { name: "Fifth policy forum", shortName: "PF-5" },
    base: {
      document,
      version: { label: "Second draft", date: "2012-10-12", language: "en", textHash: hash("a") },
      address: "opinion-5@2:en",
      draft: base,
    },
    revised: {
      document,
      version: { label: "Third draft", date: "2013-02-06", language: "en", textHash: hash("b") },
      address: "opinion-5@3:en",
      draft: revised,
    },
    redline: redlineOf(texts.base, texts.revised, comparison),
    stats: comparison.stats,
    generatedAt: "2013-02-20T12:00:00Z",
  };
}

/**
 * Returns a draft as Word paragraphs: label, tab, text, and each note in braces at its reference. Empty cells are left
 * out.
 */
export function paragraphsOf(node: Node): string[] {
  const notes = new Map<string, string>();
  node.forEach((clause) => notes.set(String(clause.attrs["id"]), clause.textContent));
  return node.children
    .filter((clause) => clause.attrs["kind"] !== "footnote")
    .map((clause) => {
      const label = clause.attrs["label"] as string | null;
      const text = clause.children
        .map((child) => (child.isText ? child.text : `{${notes.get(String(child.attrs["clause"])) ?? ""}}`))
        .join("");
      return `${label === null ? "" : `${label}\t`}${text}`;
    })
    .filter((line) => line !== "");
}
