import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import type { Node } from "prosemirror-model";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import { itemsOfMarks } from "#core/receive/markup-items.ts";
import type { NewNote, ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { compare } from "#core/compare/compare.ts";
import type { Clause } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { docx } from "../../export/whole-files.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { compilation, draft, here, reference, text } from "../../export/sample.ts";
import { writtenDrafts } from "./written-file.ts";

/** Returns a Word file of a draft with one proposal as tracked changes. */
function written(draft: Node, operations: ProposalOperation[]): Promise<Uint8Array> {
  const clause = versionTextOf(draft).clauses[0]?.id ?? "";
  const proposal = here({ kind: "proposal", targets: [{ kind: "clause", clause }], operations, text: "" });
  return docx(compilation([proposal], { draft }), "tracked-changes");
}

/**
 * Writes a draft with one proposal as tracked changes and reads it back. Returns the number of proposals found, and the
 * draft with them applied.
 */
async function readBack(draft: Node, operations: ProposalOperation[]): Promise<{ count: number; lines: string[] }> {
  const file = await written(draft, operations);
  const name = { fileName: "a.docx", language: "en" };
  const { value } = await readDraft(file, { ...name, changes: "keep" });
  const accepted = (await readDraft(file, { ...name, changes: "accept" })).value.draft;
  const version = versionTextOf(value.draft);
  const marks = value.markup.changes.map((change, at) => ({
    ...change,
    mark: `change ${String(at + 1)}`,
    origin: "tracked" as const,
  }));
  const { items } = itemsOfMarks(
    { marked: { draft: value.draft, text: version, accepted }, changes: marks, comments: [] },
    textMappingOf(version, version, compare(version, version)),
    () => null,
  );
  const applied = applyOperations(
    value.draft,
    items.flatMap((item) => item.operations),
  );
  expect(applied.problems).toEqual([]);
  return { count: items.length, lines: linesOf(applied.draft) };
}

/** Lists a draft as a reader sees it: labels, text, table positions, and each note at its reference. */
function linesOf(draft: Node): string[] {
  const notes = new Map(draft.children.map(({ attrs, textContent }) => [attrs["id"] as string, textContent]));
  return draft.children.map(({ attrs, children }) => {
    const { label, table } = attrs as { label: string | null; table: Record<string, number> | null };
    const text = children.map((node) => node.text ?? `^(${notes.get(node.attrs["clause"] as string) ?? ""})`).join("");
    return `${label ?? ""} ${table ? `${String(table["row"])}:${String(table["column"])}` : ""} ${text}`;
  });
}

test("writes notes in the order of their references, new ones included", async () => {
  const noted = draft([
    { id: "p1", kind: "paragraph", label: "1", content: [text("One stands"), reference("n1", "1"), text(" here.")] },
    { id: "n1", kind: "footnote", label: "1", depth: 1, content: "First." },
  ]);
  const [first, second] = [3, 10].map((offset) => ({ clause: "p1", offset }));
  const put = (at: typeof first, text: string): ProposalOperation => ({
    ...{ kind: "replace", start: at ?? { clause: "p1", offset: 0 }, end: at ?? { clause: "p1", offset: 0 } },
    ...{ content: [sign], notes: [{ label: "1", content: content(text) }] },
  });
  const file = await written(noted, [put(first, "Before."), put(second, "After.")]);
  const notes = strFromU8(unzipSync(file)["word/footnotes.xml"] ?? new Uint8Array());
  expect([...notes.matchAll(/First|Before|After/gu)].map(([word]) => word)).toEqual(["Before", "First", "After"]);
});

const words = fc
  .array(fc.constantFrom("amber", "birch", "cedar", "dune", "fjord"), { minLength: 1, maxLength: 4 })
  .map((list) => list.join(" "));
const content = (text: string) => [{ type: "text", text }];
const isPlain = ({ kind }: Clause): boolean => kind !== "cell" && kind !== "footnote" && kind !== "title";
const sign = { type: "footnoteReference", attrs: { clause: "new-1", label: "1" } };
const note = words.map((text): NewNote => ({ label: "1", content: content(`${text}.`) }));

/** A clause with its text. */
type Worded = Clause & { words: string };

function clausesOf(draft: Node): Worded[] {
  const { text, clauses } = versionTextOf(draft);
  return clauses.map((clause) => ({ ...clause, words: text.slice(clause.start, clause.end) }));
}

/** A draft with one proposal of a given kind. */
function proposed(
  steps: (clauses: readonly Worded[]) => fc.Arbitrary<ProposalOperation[]> | null,
): fc.Arbitrary<{ draft: Node; operations: ProposalOperation[] }> {
  return writtenDrafts
    .filter((draft) => steps(clausesOf(draft)) !== null)
    .chain((draft) => {
      const operations = steps(clausesOf(draft)) ?? fc.constant([]);
      return operations.map((steps) => ({ draft, operations: steps }));
    });
}

/** A clause and another to move it after, other than the one it already follows. Null if there is no such pair. */
function places(
  clauses: readonly Worded[],
  free = clauses.filter(isPlain),
): fc.Arbitrary<{ id: string; after: string; words: string }> | null {
  const before = (one: Worded): Worded | undefined =>
    clauses.slice(0, clauses.indexOf(one)).findLast(({ kind }) => kind !== "footnote");
  const moves = free.flatMap((one) => {
    const others = clauses.filter((other) => isPlain(other) && other !== one && other !== before(one));
    return others.map(({ id: after }) => ({ id: one.id, after, words: one.words }));
  });
  return moves.length === 0 ? null : fc.constantFrom(...moves);
}

/** Returns the offset or, if it would split a character, the next one. */
function wholeCharacters(text: string, offset: number): number {
  return /^[\uDC00-\uDFFF]/u.test(text.slice(offset)) ? offset + 1 : offset;
}

/** Returns pairs of consecutive text clauses without notes. */
function pairs(clauses: readonly Worded[]): (readonly [Worded, Worded])[] {
  return clauses.flatMap((one, at) => {
    const [other, third] = clauses.slice(at + 1);
    const isOne = other !== undefined && isPlain(one) && isPlain(other) && third?.kind !== "footnote";
    return isOne && one.words.includes(" ") ? [[one, other] as const] : [];
  });
}

const tables = (clauses: readonly Clause[]): Clause[] => clauses.filter(({ kind }) => kind === "cell");

test.each<[what: string, made: ReturnType<typeof proposed>]>([
  [
    "a deleted row",
    proposed((clauses) =>
      tables(clauses).length === 0
        ? null
        : fc.constantFrom(0, 2).map((at) =>
            tables(clauses)
              .slice(at, at + 2)
              .map(({ id }): ProposalOperation => ({ kind: "delete", clause: id })),
          ),
    ),
  ],
  [
    "inserted rows",
    proposed((clauses) =>
      tables(clauses).length === 0
        ? null
        : fc
            .record({
              at: fc.integer({ min: -1, max: 3 }),
              added: fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 2 }),
            })
            .map(({ at, added }) => {
              const first = clauses.findIndex(({ kind }) => kind === "cell");
              const before = clauses.slice(0, first).findLast(isPlain)?.id ?? "";
              const after = tables(clauses)[at]?.id ?? before;
              // A row has one cell for each column of its table, because a Word file contains them all.
              return added.flat().map((text, index): ProposalOperation => ({
                kind: "insert",
                after,
                clause: { kind: "cell", label: null, depth: 0, column: (index % 2) + 1, content: content(text) },
              }));
            }),
    ),
  ],
  [
    "a note inserted with text",
    proposed((clauses) =>
      fc
        .record({ clause: fc.constantFrom(...clauses.filter(isPlain)), added: fc.option(words, { nil: "" }), note })
        .map(({ clause, added, note }) => {
          const place = { clause: clause.id, offset: Math.min(3, clause.end - clause.start) };
          const put = [...(added === "" ? [] : content(added)), sign];
          return [{ kind: "replace", start: place, end: place, content: put, notes: [note] }];
        }),
    ),
  ],
  [
    "a note inserted with a clause",
    proposed((clauses) =>
      fc
        .record({ after: fc.constantFrom(...clauses.filter(isPlain)), added: words, note })
        .map(({ after, added, note }) => [
          {
            kind: "insert",
            after: after.id,
            clause: { kind: "paragraph", label: "9.9", depth: 1, content: [...content(added), sign] },
            notes: [note],
          },
        ]),
    ),
  ],
  [
    "a note deleted alone",
    proposed((clauses) => {
      const notes = clauses.filter(({ kind }) => kind === "footnote");
      return notes.length === 0 ? null : fc.constantFrom(...notes).map(({ id }) => [{ kind: "delete", clause: id }]);
    }),
  ],
  [
    "a moved clause",
    proposed((clauses) => places(clauses)?.map(({ id, after }) => [{ kind: "move", clause: id, after }]) ?? null),
  ],
  [
    "a clause moved with its note",
    proposed((clauses) => {
      const noted = clauses.filter((clause, at) => isPlain(clause) && clauses[at + 1]?.kind === "footnote");
      return places(clauses, noted)?.map(({ id, after }) => [{ kind: "move", clause: id, after }]) ?? null;
    }),
  ],
  [
    "a clause moved and reworded",
    proposed((clauses) => {
      const place = places(clauses);
      if (place === null) return null;
      return fc
        .record({
          place,
          added: words,
          at: fc.nat(2),
          to: fc.option(fc.constant("9.8"), { nil: null }),
        })
        .map(({ place: { id, after, words }, added, at, to }) => {
          const { length } = words;
          const [from, end] =
            [
              [0, 5],
              [5, 9],
              [Math.max(0, length - 3), length],
            ][at] ?? [];
          return [
            { kind: "move", clause: id, after },
            {
              kind: "replace",
              start: { clause: id, offset: wholeCharacters(words, from ?? 0) },
              end: { clause: id, offset: wholeCharacters(words, end ?? 0) },
              content: content(added),
            },
            ...(to === null ? [] : [{ kind: "relabel" as const, clause: id, label: to }]),
          ];
        });
    }),
  ],
  [
    "a clause moved and renumbered",
    proposed(
      (clauses) =>
        places(clauses)?.map(({ id, after }) => [
          { kind: "move", clause: id, after },
          { kind: "relabel", clause: id, label: "9.8" },
        ]) ?? null,
    ),
  ],
  [
    "a clause merged with the next",
    proposed((clauses) =>
      pairs(clauses).length === 0
        ? null
        : fc.constantFrom(...pairs(clauses)).map(([{ id, start, end }, other]) => {
            const place = { clause: id, offset: end - start };
            return [
              { kind: "replace", start: place, end: place, content: content(` ${other.words}`) },
              { kind: "delete", clause: other.id },
            ];
          }),
    ),
  ],
  [
    "a clause split in two",
    proposed((clauses) =>
      pairs(clauses).length === 0
        ? null
        : fc.constantFrom(...pairs(clauses)).map(([{ id, words, kind, depth }]) => {
            const at = words.indexOf(" ");
            return [
              {
                kind: "replace",
                start: { clause: id, offset: at },
                end: { clause: id, offset: words.length },
                content: [],
              },
              {
                kind: "insert",
                after: id,
                clause: { kind, label: "9.9", depth, content: content(words.slice(at + 1)) },
              },
            ];
          }),
    ),
  ],
])("reads %s back from tracked changes as the same proposal", async (_what, arbitrary) => {
  await fc.assert(
    fc.asyncProperty(arbitrary, async ({ draft, operations }) => {
      const wanted = applyOperations(draft, operations);
      expect(wanted.problems).toEqual([]);
      expect(await readBack(draft, operations)).toEqual({ count: 1, lines: linesOf(wanted.draft) });
    }),
    { numRuns: 12 },
  );
});
