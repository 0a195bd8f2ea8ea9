import { applyOperations } from "#core/propose/apply-operations.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import { itemsOfMarks } from "#core/receive/markup-items.ts";
import { compare } from "#core/compare/compare.ts";
import { versionTextOf } from "#core/text/clause.ts";
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
    "in two sentences they are two",
    `<w:p>${r("It is ")}${del("so", ada)}${ins("thus", ada)}${r(". It was ")}${ins("never ", ada)}${r("otherwise.")}</w:p>`,
    [
      "Ada: It is so. It was otherwise. → It is thus. It was otherwise.",
      "Ada: It is so. It was otherwise. → It is so. It was never otherwise.",
    ],
  ],
  [
    "and of two people two, in whatever place",
    `<w:p>${r("It is ")}${del("so", ada)}${ins("thus", bob)}${r(" here.")}</w:p>`,
    ["Ada: It is so here. → It is  here.", "Bob: It is so here. → It is sothus here."],
  ],
  [
    "a clause whose words were all typed over is one, and stays",
    `<w:p>${del("It was so.", ada)}${ins("It is not so.", ada)}</w:p>` + p("Two stays."),
    ["Ada: It was so. → It is not so."],
  ],
  [
    "words typed over the end of one sentence and the beginning of the next are one",
    `<w:p>${r("It is ")}${del("so. It was ", ada)}${ins("thus and ", ada)}${r("otherwise.")}</w:p>`,
    ["Ada: It is so. It was otherwise. → It is thus and otherwise."],
  ],
  [
    "a clause that comes for another is one with it",
    p("One stays.") + deletedParagraph("Two goes.", ada) + insertedParagraph("Another comes.", ada) + p("Three stays."),
    ["Ada: Two goes. → Another comes."],
  ],
  [
    "clauses put in together are one",
    p("One stays.") + insertedParagraph("Two comes.", ada) + insertedParagraph("Three comes.", ada) + p("Four stays."),
    ["Ada:  → Two comes. / Three comes."],
  ],
  [
    "a paragraph that becomes two is split",
    `<w:p><w:pPr><w:rPr><w:ins ${tracked}/></w:rPr></w:pPr>${r("One half.")}</w:p>${p("The other half.")}`,
    ["Ada: One half.The other half. → One half. / The other half."],
  ],
  [
    "two that become one are merged",
    `<w:p><w:pPr><w:rPr><w:del ${tracked}/></w:rPr></w:pPr>${r("One half")}</w:p>${p("and the other half.")}`,
    ["Ada: One half / and the other half. → One half and the other half."],
  ],
  [
    "a clause that moves and is worded otherwise on the way is moved and edited",
    moved("moveFrom", [`<w:moveFrom ${tracked}>${r("b) two or three;")}</w:moveFrom>`]) +
      p("c) stays;") +
      moved("moveTo", [`<w:moveTo ${tracked}>${r("c) two and three;")}</w:moveTo>`]) +
      p("d) stays too."),
    ["Ada: b) two or three; → c) two and three;"],
  ],
  [
    "and so where its words are changed after it moved",
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
    "what somebody else puts among words that moved is put into the clause they are of",
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
    "and what they put in behind it, at the same place, is where it is",
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
    "what somebody else takes out of words that move is taken out of the clause they are of",
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
    "paragraphs that a change stands around come and go as such",
    p("One stays.") +
      `<w:ins ${tracked}>${p("Two comes.")}</w:ins>` +
      p("Three stays.") +
      `<w:del ${tracked}>${p("Four goes.")}</w:del>` +
      p("Five stays."),
    ["Ada:  → Two comes.", "Ada: Four goes. → "],
  ],
  [
    "a row that was put in and taken out again is none",
    `<w:tbl>${row(cell(r("a")))}${row(cell(ins("b", ada)), `<w:ins ${tracked}/><w:del ${tracked}/>`)}</w:tbl>${p("After.")}`,
    [],
  ],
  [
    "and where LibreOffice names each of its runs and not its end",
    moved("moveFrom", [named("moveFrom", "m", "two or "), named("moveFrom", "m_Copy_1", "three;")], null) +
      p("c) stays;") +
      moved("moveTo", [named("moveTo", "m", "two or "), named("moveTo", "m_Copy_1", "four;")], null) +
      p("d) stays too."),
    ["Ada: two or three; → two or four;"],
  ],
  [
    "a clause that goes and stands in the one before is merged with it",
    `<w:p>${r("One half")}${ins(" and the other.", ada)}</w:p>` + deletedParagraph("and the other.", ada) + p("Two."),
    ["Ada: One half / and the other. → One half and the other."],
  ],
  [
    "the end of a clause that comes back as one of its own is parted from it",
    `<w:p>${r("One half")}${del(" and the other.", ada)}</w:p>` + insertedParagraph("and the other.", ada) + p("Two."),
    ["Ada: One half and the other. → One half / and the other."],
  ],
  [
    "a label that is typed over is renumbered",
    `${p("1) one stays;")}<w:p>${r("2")}${ins("bis", ada)}${r(") two is renumbered;")}</w:p>${p("3) three stays.")}`,
    ["Ada: 2) two is renumbered; → 2bis) two is renumbered;"],
  ],
  [
    "a clause that is put in with a label has it",
    p("1) one stays;") + insertedParagraph("1bis) one more comes;", ada) + p("2) two stays."),
    ["Ada:  → 1bis) one more comes;"],
  ],
  [
    "a row that goes is taken out with all its cells",
    `<w:tbl>${row(cell(r("a")) + cell(r("b")))}${row(cell(del("c", ada)) + cell(del("d", ada)), `<w:del ${tracked}/>`)}</w:tbl>${p("After.")}`,
    ["Ada: c / d → "],
  ],
  [
    "and so is one whose words were left standing",
    `<w:tbl>${row(cell(r("a")) + cell(r("b")), `<w:del ${tracked}/>`)}${row(cell(r("c")) + cell(""))}</w:tbl>${p("After.")}`,
    ["Ada: a / b → "],
  ],
  [
    "a row that comes is put in with all its cells",
    `<w:tbl>${row(cell(r("a")) + cell(r("b")))}${row(cell(ins("c", ada)) + cell(ins("d", ada)), `<w:ins ${tracked}/>`)}</w:tbl>${p("After.")}`,
    ["Ada:  → c / d"],
  ],
  [
    "a row that comes for another is one proposal with it",
    `<w:tbl>${row(cell(r("a")))}${row(cell(del("b", ada)), `<w:del ${tracked}/>`)}${row(cell(ins("c", ada)), `<w:ins ${tracked}/>`)}${row(cell(r("d")))}</w:tbl>${p("After.")}`,
    ["Ada: b → c"],
  ],
  [
    "a row of one and the words that another takes out of it are two",
    `<w:tbl>${row(cell(r("a")))}${row(cell(r("b ") + del("c", bob)), `<w:del ${tracked}/>`)}</w:tbl>${p("After.")}`,
    ["Ada: b c → ", "Bob: b c → b "],
  ],
  [
    "rows of a table within a cell are words of that cell",
    `<w:tbl>${row(`<w:tc><w:p>${r("a")}</w:p><w:tbl>${row(cell(r("b")))}${row(cell(r("c")), `<w:del ${tracked}/>`)}${row(cell(ins("d", ada)), `<w:ins ${tracked}/>`)}</w:tbl></w:tc>`)}</w:tbl>${p("After.")}`,
    ["Ada: a b c → a b  d"],
  ],
  [
    "a blank that is put in changes nothing that is read",
    `<w:p>${r("It is")}${ins(" ", ada)}${r(" so.")}</w:p>`,
    ["aside: changes-nothing"],
  ],
])("%s", async (_what, body, proposals) => {
  expect(await proposed(body)).toEqual(proposals);
});
