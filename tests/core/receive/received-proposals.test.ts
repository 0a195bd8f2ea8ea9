import { applyOperations } from "#core/propose/apply-operations.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import { itemsOfMarks } from "#core/receive/markup-items.ts";
import { compare } from "#core/compare/compare.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { readDraft } from "../../../server/import/read-draft.ts";
import { p, r, wordFile } from "../../import/docx/word-file.ts";
import { del, deletedParagraph, ins, insertedParagraph } from "../../support/marked-opinion.ts";

const ada = { author: "Ada" };
const bob = { author: "Bob" };

/** Lists the effect of each item of a file: its author, the clauses it removes and the clauses it adds, with labels. */
async function proposed(body: string): Promise<string[]> {
  const bytes = wordFile({ body });
  const name = { fileName: "a.docx", language: "en" };
  const { draft, markup } = (await readDraft(bytes, { ...name, changes: "keep" })).value;
  const accepted = (await readDraft(bytes, { ...name, changes: "accept" })).value.draft;
  const text = versionTextOf(draft);
  const changes = markup.changes.map((change, at) => ({
    ...change,
    mark: `change ${String(at)}`,
    origin: "tracked" as const,
  }));
  const mapping = textMappingOf(text, text, compare(text, text));
  const marks = { marked: { draft, text, accepted }, changes, comments: [] };
  const { items, setAside } = itemsOfMarks(marks, mapping, () => null);
  const rows = (node: typeof draft): string[] =>
    node.children.map(
      ({ attrs, textContent }) => `${attrs["label"] === null ? "" : `${String(attrs["label"])} `}${textContent}`,
    );
  const before = rows(draft);
  return [
    ...items.map((item) => {
      const after = rows(applyOperations(draft, item.operations).draft);
      const removed = before.filter((row) => !after.includes(row));
      const added = after.filter((row) => !before.includes(row));
      const moved = removed.length + added.length === 0 ? after : [];
      return `${item.author}: ${removed.join(" / ")} → ${[...added, ...moved].join(" / ")}`;
    }),
    ...setAside.map(({ code }) => `aside: ${code}`),
  ];
}

const cell = (inside: string): string => `<w:tc><w:p>${inside}</w:p></w:tc>`;
const tracked = 'w:id="1" w:author="Ada" w:date="2013-02-02T10:00:00Z"';
const row = (cells: string, change = ""): string => `<w:tr><w:trPr>${change}</w:trPr>${cells}</w:tr>`;

/** Returns a moved paragraph, including its end. If `name` is null, its runs have names of their own. */
function moved(kind: "moveFrom" | "moveTo", runs: readonly string[], name: string | null = "m"): string {
  const paragraph = `<w:p><w:pPr><w:rPr><w:${kind} ${tracked}/></w:rPr></w:pPr>${runs.join("")}</w:p>`;
  if (name === null) return paragraph;
  return `<w:${kind}RangeStart w:id="9" w:name="${name}" w:author="Ada"/>${paragraph}<w:${kind}RangeEnd w:id="9"/>`;
}

/** Returns a moved run with a name of its own. */
function named(kind: "moveFrom" | "moveTo", name: string, text: string): string {
  return `<w:${kind}RangeStart w:id="9" w:name="${name}"/><w:${kind} ${tracked}>${r(text)}</w:${kind}><w:${kind}RangeEnd w:id="9"/>`;
}

test.each<[what: string, body: string, proposals: string[]]>([
  [
    "changes in one sentence are one proposal",
    `<w:p>${r("It ")}${del("may", ada)}${ins("shall", ada)}${r(" be done ")}${ins("soon ", ada)}${r("by all.")}</w:p>`,
    ["Ada: It may be done by all. → It shall be done soon by all."],
  ],
  [
    "changes in two sentences are two proposals",
    `<w:p>${r("It is ")}${del("so", ada)}${ins("thus", ada)}${r(". It was ")}${ins("never ", ada)}${r("otherwise.")}</w:p>`,
    [
      "Ada: It is so. It was otherwise. → It is thus. It was otherwise.",
      "Ada: It is so. It was otherwise. → It is so. It was never otherwise.",
    ],
  ],
  [
    "changes by two people are two proposals, even side by side",
    `<w:p>${r("It is ")}${del("so", ada)}${ins("thus", bob)}${r(" here.")}</w:p>`,
    ["Ada: It is so here. → It is  here.", "Bob: It is so here. → It is sothus here."],
  ],
  [
    "a clause with all its words replaced is one proposal and remains",
    `<w:p>${del("It was so.", ada)}${ins("It is not so.", ada)}</w:p>` + p("Two stays."),
    ["Ada: It was so. → It is not so."],
  ],
  [
    "a replacement across a sentence boundary is one proposal",
    `<w:p>${r("It is ")}${del("so. It was ", ada)}${ins("thus and ", ada)}${r("otherwise.")}</w:p>`,
    ["Ada: It is so. It was otherwise. → It is thus and otherwise."],
  ],
  [
    "a deleted clause and its replacement are one proposal",
    p("One stays.") + deletedParagraph("Two goes.", ada) + insertedParagraph("Another comes.", ada) + p("Three stays."),
    ["Ada: Two goes. → Another comes."],
  ],
  [
    "clauses inserted together are one proposal",
    p("One stays.") + insertedParagraph("Two comes.", ada) + insertedParagraph("Three comes.", ada) + p("Four stays."),
    ["Ada:  → Two comes. / Three comes."],
  ],
  [
    "a paragraph divided in two is a split",
    `<w:p><w:pPr><w:rPr><w:ins ${tracked}/></w:rPr></w:pPr>${r("One half.")}</w:p>${p("The other half.")}`,
    ["Ada: One half.The other half. → One half. / The other half."],
  ],
  [
    "two paragraphs joined into one are a merger",
    `<w:p><w:pPr><w:rPr><w:del ${tracked}/></w:rPr></w:pPr>${r("One half")}</w:p>${p("and the other half.")}`,
    ["Ada: One half / and the other half. → One half and the other half."],
  ],
  [
    "a clause that moves with other wording is moved and edited",
    moved("moveFrom", [`<w:moveFrom ${tracked}>${r("b) two or three;")}</w:moveFrom>`]) +
      p("c) stays;") +
      moved("moveTo", [`<w:moveTo ${tracked}>${r("c) two and three;")}</w:moveTo>`]) +
      p("d) stays too."),
    ["Ada: b) two or three; → c) two and three;"],
  ],
  [
    "a clause edited after its move is moved and edited",
    moved("moveFrom", [`<w:moveFrom ${tracked}>${r("b) two or three;")}</w:moveFrom>`]) +
      p("c) stays;") +
      moved("moveTo", [
        `<w:moveTo ${tracked}>${r("b) two or ")}</w:moveTo>`,
        ins("all of ", ada),
        `<w:moveTo ${tracked}>${del("three", ada)}${r(";")}</w:moveTo>`,
      ]) +
      p("d) stays too."),
    ["Ada: b) two or three; → b) two or all of ;"],
  ],
  [
    "another person's insertion in a moved clause applies to that clause",
    moved("moveFrom", [`<w:moveFrom ${tracked}>${r("b) two or three;")}</w:moveFrom>`]) +
      p("c) stays;") +
      moved("moveTo", [
        `<w:moveTo ${tracked}>${r("b) two ")}</w:moveTo>`,
        ins("perhaps ", bob),
        `<w:moveTo ${tracked}>${r("or three;")}</w:moveTo>`,
      ]) +
      p("d) stays too."),
    ["Ada:  → c) stays; / b) two or three; / d) stays too.", "Bob: b) two or three; → b) two perhaps or three;"],
  ],
  [
    "another person's clause inserted after a moved clause keeps its position",
    moved("moveFrom", [`<w:moveFrom ${tracked}>${r("b) two or three;")}</w:moveFrom>`]) +
      p("c) stays;") +
      moved("moveTo", [
        `<w:moveTo ${tracked}>${r("b) two ")}</w:moveTo>`,
        `<w:moveTo ${tracked}>${r("or three;")}</w:moveTo>`,
      ]) +
      insertedParagraph("e) comes;", bob) +
      p("d) stays too."),
    ["Ada:  → c) stays; / b) two or three; / d) stays too.", "Bob:  → e) comes;"],
  ],
  [
    "another person's deletion in a moved clause applies to that clause",
    moved("moveFrom", [
      `<w:moveFrom ${tracked}>${r("b) two ")}</w:moveFrom>`,
      del("or three", bob),
      `<w:moveFrom ${tracked}>${r(";")}</w:moveFrom>`,
    ]) +
      p("c) stays;") +
      moved("moveTo", [`<w:moveTo ${tracked}>${r("b) two ;")}</w:moveTo>`]) +
      p("d) stays too."),
    ["Ada:  → c) stays; / b) two or three; / d) stays too.", "Bob: b) two or three; → b) two ;"],
  ],
  [
    "paragraphs inside a change are inserted or deleted as clauses",
    p("One stays.") +
      `<w:ins ${tracked}>${p("Two comes.")}</w:ins>` +
      p("Three stays.") +
      `<w:del ${tracked}>${p("Four goes.")}</w:del>` +
      p("Five stays."),
    ["Ada:  → Two comes.", "Ada: Four goes. → "],
  ],
  [
    "a row inserted and deleted again is no proposal",
    `<w:tbl>${row(cell(r("a")))}${row(cell(ins("b", ada)), `<w:ins ${tracked}/><w:del ${tracked}/>`)}</w:tbl>${p("After.")}`,
    [],
  ],
  [
    "a clause moved in LibreOffice, with its runs named but not its end, is moved and edited",
    moved("moveFrom", [named("moveFrom", "m", "two or "), named("moveFrom", "m_Copy_1", "three;")], null) +
      p("c) stays;") +
      moved("moveTo", [named("moveTo", "m", "two or "), named("moveTo", "m_Copy_1", "four;")], null) +
      p("d) stays too."),
    ["Ada: two or three; → two or four;"],
  ],
  [
    "a deleted clause whose text is added to the previous one is a merger",
    `<w:p>${r("One half")}${ins(" and the other.", ada)}</w:p>` + deletedParagraph("and the other.", ada) + p("Two."),
    ["Ada: One half / and the other. → One half and the other."],
  ],
  [
    "the deleted end of a clause, inserted as a clause, is a split",
    `<w:p>${r("One half")}${del(" and the other.", ada)}</w:p>` + insertedParagraph("and the other.", ada) + p("Two."),
    ["Ada: One half and the other. → One half / and the other."],
  ],
  [
    "a clause with an edited label is renumbered",
    `${p("1) one stays;")}<w:p>${r("2")}${ins("bis", ada)}${r(") two is renumbered;")}</w:p>${p("3) three stays.")}`,
    ["Ada: 2) two is renumbered; → 2bis) two is renumbered;"],
  ],
  [
    "an inserted clause with a label keeps it",
    p("1) one stays;") + insertedParagraph("1bis) one more comes;", ada) + p("2) two stays."),
    ["Ada:  → 1bis) one more comes;"],
  ],
  [
    "a deleted row is deleted with all its cells",
    `<w:tbl>${row(cell(r("a")) + cell(r("b")))}${row(cell(del("c", ada)) + cell(del("d", ada)), `<w:del ${tracked}/>`)}</w:tbl>${p("After.")}`,
    ["Ada: c / d → "],
  ],
  [
    "a deleted row is deleted even if its text is not marked",
    `<w:tbl>${row(cell(r("a")) + cell(r("b")), `<w:del ${tracked}/>`)}${row(cell(r("c")) + cell(""))}</w:tbl>${p("After.")}`,
    ["Ada: a / b → "],
  ],
  [
    "an inserted row is inserted with all its cells",
    `<w:tbl>${row(cell(r("a")) + cell(r("b")))}${row(cell(ins("c", ada)) + cell(ins("d", ada)), `<w:ins ${tracked}/>`)}</w:tbl>${p("After.")}`,
    ["Ada:  → c / d"],
  ],
  [
    "a deleted row and its replacement are one proposal",
    `<w:tbl>${row(cell(r("a")))}${row(cell(del("b", ada)), `<w:del ${tracked}/>`)}${row(cell(ins("c", ada)), `<w:ins ${tracked}/>`)}${row(cell(r("d")))}</w:tbl>${p("After.")}`,
    ["Ada: b → c"],
  ],
  [
    "a deleted row and another person's deletion in it are two proposals",
    `<w:tbl>${row(cell(r("a")))}${row(cell(r("b ") + del("c", bob)), `<w:del ${tracked}/>`)}</w:tbl>${p("After.")}`,
    ["Ada: b c → ", "Bob: b c → b "],
  ],
  [
    "rows of a nested table are text of the outer cell",
    `<w:tbl>${row(`<w:tc><w:p>${r("a")}</w:p><w:tbl>${row(cell(r("b")))}${row(cell(r("c")), `<w:del ${tracked}/>`)}${row(cell(ins("d", ada)), `<w:ins ${tracked}/>`)}</w:tbl></w:tc>`)}</w:tbl>${p("After.")}`,
    ["Ada: a b c → a b  d"],
  ],
  [
    "an inserted space makes no visible change",
    `<w:p>${r("It is")}${ins(" ", ada)}${r(" so.")}</w:p>`,
    ["aside: changes-nothing"],
  ],
])("%s", async (_what, body, proposals) => {
  expect(await proposed(body)).toEqual(proposals);
});
