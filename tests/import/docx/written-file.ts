import fc from "fast-check";
import type { Node } from "prosemirror-model";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { RangeTarget, Target } from "#core/discuss/target.ts";
import { describe as describeRange } from "#core/place/anchor.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draft, here, reference, reply, speaker, text } from "../../export/sample.ts";

/**
 * Words that begin no label and are no verb of an Opinion. One has a character outside the Basic Multilingual Plane,
 * and one is right-to-left.
 */
const word = fc.constantFrom(
  "network",
  "shall",
  "𝔸lpha",
  "the",
  "of",
  "m²",
  "“open”",
  "[draft]",
  "tables",
  "شبكة",
  "网络",
  "&<b>",
);
const someWords = fc.array(word, { minLength: 2, maxLength: 8 }).map((words) => words.join(" "));
const marks = fc.subarray(["strong", "emphasis", "underline"]);
const marked = fc.tuple(someWords, marks).map(([words, set]) => text(words, ...set));
const content = fc
  .array(marked, { minLength: 1, maxLength: 3 })
  .map((parts) => [
    text("that "),
    ...parts.flatMap((part, at) => (at > 0 ? [text(" and "), part] : [part])),
    text("."),
  ]);

/** An Opinion whose blocks are lettered or numbered. */
const opinions: fc.Arbitrary<Node> = fc
  .array(fc.array(content, { minLength: 2, maxLength: 3 }), { minLength: 2, maxLength: 3 })
  .map((blocks) =>
    draft([
      { id: "title", kind: "title", content: "OPINION 7: Open tables" },
      { id: "opening", kind: "opening", content: "The policy forum (Geneva, 2013)," },
      ...blocks.flatMap((entries, at) => {
        const isLast = at === blocks.length - 1;
        const verb = isLast ? "invites Member States" : (["considering", "recalling"][at] ?? "noting");
        return [
          { id: `v${String(at)}`, kind: "verb", content: verb },
          ...entries.map((words, index) => ({
            id: `e${String(at)}-${String(index)}`,
            kind: isLast ? "operative" : "recital",
            label: isLast ? String(index + 1) : `${"abc".charAt(index)})`,
            content: words,
          })),
        ];
      }),
    ]),
  );

/** A report with headings, numbered paragraphs, items, footnotes and perhaps a table. */
const reports: fc.Arbitrary<Node> = fc
  .record({
    sections: fc.array(
      fc.array(fc.record({ content, items: fc.array(content, { maxLength: 2 }), note: fc.option(content) }), {
        minLength: 1,
        maxLength: 3,
      }),
      { minLength: 1, maxLength: 3 },
    ),
    table: fc.boolean(),
  })
  .map(({ sections, table }) => {
    let notes = 0;
    const clauses: Parameters<typeof draft>[0][number][] = [
      { id: "title", kind: "title", content: "Report on the network" },
    ];
    for (const [at, paragraphs] of sections.entries()) {
      const section = String(at + 1);
      clauses.push({ id: `h${section}`, kind: "heading", label: section, content: "Of the network" });
      for (const [index, paragraph] of paragraphs.entries()) {
        const label = `${section}.${String(index + 1)}`;
        const id = `p${label}`;
        if (paragraph.note) notes += 1;
        const note = `n${String(notes)}`;
        const words = paragraph.note ? [...paragraph.content, reference(note, String(notes))] : paragraph.content;
        clauses.push({ id, kind: "paragraph", label, depth: 1, content: words });
        if (paragraph.note) {
          clauses.push({ id: note, kind: "footnote", label: String(notes), depth: 1, content: paragraph.note });
        }
        for (const [item, words] of paragraph.items.entries()) {
          const label = `${"abc".charAt(item)})`;
          clauses.push({ id: `${id}${label}`, kind: "item", label, depth: 2, content: words });
        }
      }
    }
    if (table) {
      for (const [row, cells] of [
        ["Year", "Share"],
        ["2012", "38 per cent"],
      ].entries()) {
        for (const [column, text] of cells.entries()) {
          const place = { id: "t1", row: row + 1, column: column + 1, header: row === 0 };
          clauses.push({ id: `t${String(row)}${String(column)}`, kind: "cell", table: place, content: text });
        }
      }
    }
    return draft(clauses);
  });

export const writtenDrafts: fc.Arbitrary<Node> = fc.oneof(reports, opinions);

const authors = fc.constantFrom(
  speaker("Ana Ruiz", ["ISOC", "APC"]),
  speaker("Boris Weil", []),
  speaker("Chen Li", ["RIR"]),
);
const days = fc.integer({ min: 10, max: 28 }).map((day) => `2013-02-${String(day)}T08:30:00.000Z`);
const commentParagraphs = fc.array(fc.constantFrom("Why so?", "Strike this & that.", "النص واضح", "\u201cOpen\u201d"), {
  minLength: 1,
  maxLength: 3,
});

/** Generates comments on text, whole clauses, cells, footnotes and the document, with their replies. */
export function commentsOn(draft: Node): fc.Arbitrary<ReturnType<typeof here>[]> {
  const version = versionTextOf(draft);
  const one = fc.record({
    target: targetsOn(version),
    speaker: authors,
    createdAt: days,
    lines: commentParagraphs,
    resolved: fc.boolean(),
    replies: fc.array(fc.record({ lines: commentParagraphs, speaker: authors, createdAt: days }), { maxLength: 2 }),
  });
  return fc.array(one, { maxLength: 5 }).map((list) =>
    list.map(({ target, lines, resolved, replies, ...rest }) =>
      here(
        {
          ...rest,
          targets: [target],
          text: lines.join("\n\n"),
          standing: resolved ? "withdrawn" : "open",
          standingReason: resolved ? "Settled" : null,
        },
        replies.map(({ lines, ...who }) => reply({ ...who, text: lines.join("\n\n") })),
      ),
    ),
  );
}

function targetsOn(version: VersionText): fc.Arbitrary<Target> {
  const clauses = version.clauses.filter(({ start, end }) => end > start);
  const isText = (at: number): boolean => !/^(?:cell|footnote)$/u.test(version.clauses[at]?.kind ?? "cell");
  const neighbours = [...version.clauses.keys()].filter(
    (at) =>
      isText(at) &&
      isText(at + 1) &&
      version.clauses[at + 1]?.kind !== "verb" &&
      version.clauses[at + 1]?.kind !== "heading",
  );
  return fc.oneof(
    fc.constant<Target>({ kind: "document" }),
    fc.constantFrom(...clauses).map(({ id }): Target => ({ kind: "clause", clause: id })),
    fc.constantFrom(...clauses).chain(({ start, end }) => rangesIn(version, start, end)),
    ...(neighbours.length > 0 ? [fc.constantFrom(...neighbours).map(acrossEnd)] : []),
  );

  /** Returns the range from the last word of a clause to the first word of the next. */
  function acrossEnd(at: number): RangeTarget {
    const end = version.clauses[at]?.end ?? 0;
    return describeRange(version, version.text.lastIndexOf(" ", end) + 1, version.text.indexOf(" ", end + 1));
  }
}

/** Generates non-empty ranges that split no character. */
export function rangesIn(version: VersionText, start: number, end: number): fc.Arbitrary<RangeTarget> {
  const edges = [start];
  for (const character of version.text.slice(start, end)) edges.push((edges.at(-1) ?? 0) + character.length);
  return fc
    .tuple(fc.nat(edges.length - 2), fc.nat(edges.length - 2))
    .map(([one, other]) =>
      describeRange(version, edges[Math.min(one, other)] ?? 0, edges[Math.max(one, other) + 1] ?? 0),
    );
}

/**
 * Generates one step of any kind on text or clauses. An inserted or moved clause goes after a clause that is no cell,
 * no note and no title.
 */
function stepsOn(version: VersionText): fc.Arbitrary<ProposalOperation> {
  const own = version.clauses.filter(({ kind }) => kind !== "cell" && kind !== "footnote" && kind !== "title");
  const clause = fc.constantFrom(...own.map(({ id }) => id));
  const plain = someWords.map((text) => [{ type: "text", text }]);
  return fc.oneof(
    fc.constantFrom(...version.clauses).chain(({ start, end }) =>
      fc
        .tuple(rangesIn(version, start, end), fc.option(plain, { nil: [] }))
        .map(([range, content]): ProposalOperation => ({
          kind: "replace",
          start: range.start,
          end: range.end,
          content,
        })),
    ),
    fc.tuple(clause, plain).map(([after, content]): ProposalOperation => ({
      kind: "insert",
      after,
      clause: { kind: "paragraph", label: "9.9", depth: 1, content },
    })),
    clause.map((id): ProposalOperation => ({ kind: "delete", clause: id })),
    fc
      .tuple(clause, clause)
      .filter(([one, other]) => one !== other)
      .map(([id, after]): ProposalOperation => ({ kind: "move", clause: id, after })),
    clause.map((id): ProposalOperation => ({ kind: "relabel", clause: id, label: "9.8" })),
  );
}

/** Generates proposals of one step each, by different people. */
export function proposalsOn(draft: Node): fc.Arbitrary<ReturnType<typeof here>[]> {
  const version = versionTextOf(draft);
  const one = fc.record({ step: stepsOn(version), createdAt: days });
  return fc.array(one, { minLength: 1, maxLength: 5 }).map((list) =>
    list.map(({ step, createdAt }, at) =>
      here({
        kind: "proposal",
        targets: [
          {
            kind: "clause",
            clause: step.kind === "insert" ? step.after : step.kind === "replace" ? step.start.clause : step.clause,
          },
        ],
        operations: [step],
        text: "",
        speaker: speaker(`Person ${String(at)}`, []),
        createdAt,
      }),
    ),
  );
}
