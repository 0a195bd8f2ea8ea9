import { citationsOf } from "#core/text/citations/citation.ts";
import { findCited } from "#core/text/citations/find-cited.ts";
import { unusualLabels } from "#core/text/labels/label-forms.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { segment } from "#core/text/segments/segment.ts";
import { file, heading, lines, outline, paragraph, read } from "../typed-draft.ts";

/** Lists the clauses with a label: two spaces for each level of depth, the citation and the text. */
function cited(lines: readonly string[], language = "en"): string[] {
  const draft = read(lines, language);
  const citations = citationsOf(draft);
  return draft.children.flatMap((node, at) =>
    node.attrs["kind"] === "heading"
      ? []
      : [`${"  ".repeat(Number(node.attrs["depth"]))}${citations[at] ?? ""}: ${node.textContent}`],
  );
}

const article = ["Article 8 Aims", "The aim is access.", "Article 9 Finance"];

test("are the alternatives of the number on their line", () => {
  expect(
    cited([
      ...article,
      "1. Each Party shall contribute.",
      "2. Option 1: Some Parties shall provide funds.",
      "Option 2: All Parties shall:",
      "(a) provide funds;",
      "(b) report.",
      "[Option 3: No text]",
      "3. The Fund shall serve.",
    ]).slice(1),
  ).toEqual([
    "  Art. 9.1: Each Party shall contribute.",
    "  Art. 9.2: ",
    "    Art. 9.2, Option 1: Some Parties shall provide funds.",
    "    Art. 9.2, Option 2: All Parties shall:",
    "      Art. 9.2, Option 2(a): provide funds;",
    "      Art. 9.2, Option 2(b): report.",
    "    Art. 9.2, Option 3: No text]",
    "  Art. 9.3: The Fund shall serve.",
  ]);
});

test.each([
  [
    "a paragraph",
    ["1. Each Party shall act.", "Option 1: By 2030.", "Option 2:", "(a) by 2040;", "(b) soon.", "2. It reports."],
    [
      "Art. 9.1",
      "Art. 9.1, Option 1",
      "Art. 9.1, Option 2",
      "Art. 9.1, Option 2(a)",
      "Art. 9.1, Option 2(b)",
      "Art. 9.2",
    ],
  ],
  [
    "an item",
    ["1. The Parties:", "(1) shall act;", "Option 1: now;", "Option 3: later;", "(2) shall report.", "2. They meet."],
    ["Art. 9.1", "Art. 9.1(1)", "Art. 9.1(1), Option 1", "Art. 9.1(1), Option 3", "Art. 9.1(2)", "Art. 9.2"],
  ],
  [
    "two paragraphs in turn",
    ["1. Act.", "Option 1: Now.", "Option 2: Soon.", "2. Report.", "Option 1: Yearly.", "Option 2: Never."],
    ["Art. 9.1", "Art. 9.1, Option 1", "Art. 9.1, Option 2", "Art. 9.2", "Art. 9.2, Option 1", "Art. 9.2, Option 2"],
  ],
  [
    "a bracket that is open",
    ["1. [Each Party shall act.", "Option 1: By 2030.]", "Option 2: By 2050.]", "2. It reports."],
    ["Art. 9.1", "Art. 9.1, Option 1", "Art. 9.1, Option 2", "Art. 9.2"],
  ],
])("that interrupt %s are deeper than it, and end where its level goes on", (_of, typed, expected) => {
  expect(citationsOf(read([...article, ...typed])).slice(3)).toEqual(expected);
});

test("whose first number continues those around them are alternatives of the next paragraph", () => {
  const typed = ["1. The Parties meet.", "Option 1:", "2. They pay.", "Option 2:", "2. They do not."];
  expect(citationsOf(read([...article, ...typed])).slice(3)).toEqual([
    "Art. 9.1",
    "Art. 9, Option 1",
    "Art. 9, Option 1, para 2",
    "Art. 9, Option 2",
    "Art. 9, Option 2, para 2",
  ]);
});

test.each([
  ["fr", ["Article 9", "1. Chaque Partie agit.", "Variante 1 : en 2030.", "2. Elle informe."], "art. 9.1, Variante 1"],
  ["zh", ["第九条", "1. 各缔约方应采取行动。", "备选案文1：到2030年。", "2. 报告。"], "第九条第1款备选案文1"],
])("that interrupt a paragraph are deeper than it in every language: %s", (language, typed, expected) => {
  expect(citationsOf(read(typed, language))).toContain(expected);
});

test("contain the numbers after them, which begin again in each", () => {
  expect(
    cited([
      ...article,
      "Option 1",
      "1. A committee is established.",
      "2. It shall meet:",
      "(a) every year;",
      "(b) as needed.",
      "Option 2",
      "1. A forum is established.",
      "2. It shall report.",
      "3. It shall be open.",
      "Article 10",
      "The Parties shall report.",
    ]).slice(1),
  ).toEqual([
    "  Art. 9, Option 1: ",
    "    Art. 9, Option 1, para 1: A committee is established.",
    "    Art. 9, Option 1, para 2: It shall meet:",
    "      Art. 9, Option 1, para 2(a): every year;",
    "      Art. 9, Option 1, para 2(b): as needed.",
    "  Art. 9, Option 2: ",
    "    Art. 9, Option 2, para 1: A forum is established.",
    "    Art. 9, Option 2, para 2: It shall report.",
    "    Art. 9, Option 2, para 3: It shall be open.",
    "  Art. 10: The Parties shall report.",
  ]);
});

test("end where their bracket closes", () => {
  expect(
    cited([
      ...article,
      "[Option I",
      "The Parties shall meet.",
      "They may invite observers.]",
      "[Option II: No text]",
      "The Parties shall report.",
    ]).slice(1),
  ).toEqual([
    "  Art. 9, Option I: ",
    "    Art. 9, Option I, para 1: The Parties shall meet.",
    "    Art. 9, Option I, para 2: They may invite observers.]",
    "  Art. 9, Option II: No text]",
    "  Art. 9: The Parties shall report.",
  ]);
});

test("end at a number or letter that continues those around them", () => {
  expect(
    cited([
      ...article,
      "4. The Parties shall review:",
      "(a) the rules;",
      "(b) Alternative A: the scope;",
      "Alternative B: the aims;",
      "(c) the costs.",
      "5. Variant 1",
      "The review is public.",
      "Variant 2",
      "The review is closed.",
      "6. The Parties shall report.",
    ]).slice(1),
  ).toEqual([
    "  Art. 9.4: The Parties shall review:",
    "    Art. 9.4(a): the rules;",
    "    Art. 9.4(b): ",
    "      Art. 9.4(b), Alternative A: the scope;",
    "      Art. 9.4(b), Alternative B: the aims;",
    "    Art. 9.4(c): the costs.",
    "  Art. 9.5: ",
    "    Art. 9.5, Variant 1: ",
    "      Art. 9.5, Variant 1: The review is public.",
    "    Art. 9.5, Variant 2: ",
    "      Art. 9.5, Variant 2: The review is closed.",
    "  Art. 9.6: The Parties shall report.",
  ]);
});

test("may have options of their own", () => {
  expect(
    cited([...article, "Option 1: The Parties shall:", "Alt A: pay;", "Alt B: report.", "Option 2: No text"]).slice(1),
  ).toEqual([
    "  Art. 9, Option 1: The Parties shall:",
    "    Art. 9, Option 1, Alt A: pay;",
    "    Art. 9, Option 1, Alt B: report.",
    "  Art. 9, Option 2: No text",
  ]);
});

test("on adjoining lines of one paragraph are separate clauses", () => {
  const draft = read([...article, "Option 1: No text", "Option 2: The Parties shall report."]);
  expect(
    versionTextOf(draft)
      .clauses.slice(-2)
      .map(({ label }) => label),
  ).toEqual(["Option 1", "Option 2"]);
});

test("within a sentence are part of its wording", () => {
  const line = "Each Party shall [Option 1: communicate] [Option 2: submit] its plan.";
  expect(outline(["Article 9", line]).at(-1)).toBe(`  paragraph: ${line}`);
});

test("that begin again for another clause are counted", () => {
  const options = ["Option 1: No text", "Option 2: The Parties pay."];
  expect(cited([...article, ...options, ...options]).slice(1)).toEqual([
    "  Art. 9, Option 1: No text",
    "  Art. 9, Option 2: The Parties pay.",
    "  Art. 9, Option 1 (2): No text",
    "  Art. 9, Option 2 (2): The Parties pay.",
  ]);
});

test("of a report are cited with its number", () => {
  expect(
    cited([
      "1 Networks",
      "1.1 The Forum considers:",
      "Option 1: one network;",
      "Option 2: two networks.",
      "1.2 It meets.",
    ]),
  ).toEqual([
    "  1.1: The Forum considers:",
    "    1.1, Option 1: one network;",
    "    1.1, Option 2: two networks.",
    "  1.2: It meets.",
  ]);
});

test("that a file marks as headings are headings of its level", () => {
  const blocks = [
    heading(1, "Report on access"),
    heading(2, "Analysis"),
    heading(3, "Option 1: Light rules"),
    paragraph("Operators agree among themselves."),
    heading(4, "Costs"),
    paragraph("They are low."),
    heading(3, "Option 2: Strict rules"),
    paragraph("The regulator decides."),
    heading(2, "Conclusion"),
    paragraph("Both work."),
  ];
  expect(lines(segment({ ...file, blocks }, "en").draft)).toEqual([
    "title: Report on access",
    "heading: Analysis",
    "  heading Option 1: Light rules",
    "    paragraph: Operators agree among themselves.",
    "    heading: Costs",
    "      paragraph: They are low.",
    "  heading Option 2: Strict rules",
    "    paragraph: The regulator decides.",
    "heading: Conclusion",
    "  paragraph: Both work.",
  ]);
});

test.each([
  ["fr", "Article 9", ["2. Variante A : les Parties paient.", "Variante B : néant."], "art. 9.2, Variante B"],
  ["es", "Artículo 9", ["2. Opción 1: Las Partes pagan.", "Opción 2: Sin texto"], "art. 9.2, Opción 2"],
  ["ru", "Статья 9", ["2. Вариант 1: Стороны платят.", "Вариант 2: Нет текста"], "ст. 9.2, Вариант 2"],
  ["zh", "第九条", ["2. 选项一：缔约方应付款。", "选项二：无案文"], "第九条第2款选项二"],
  ["ar", "المادة 9", ["2. الخيار 1: تدفع الأطراف.", "الخيار 2: لا نص"], "المادة 9.2، الخيار 2"],
])("are cited in the language of the text: %s", (language, heading, lines, citation) => {
  expect(citationsOf(read([heading, "1. ...", ...lines], language)).at(-1)).toBe(citation);
});

test.each([
  "Art. 9, Option 2, para 3",
  "Article 9, option II, paragraph 3",
  "paragraph 3 of Option 2 of Article 9",
  "9 option 2(3)",
])("are found in other words: %s", (citation) => {
  const draft = read([
    "Article 9",
    "Option 1",
    "1. One.",
    "Option 2",
    "1. Two.",
    "2. Three.",
    "3. Four.",
    "Article 10",
  ]);
  expect(findCited(versionTextOf(draft), citation)).toHaveProperty("citation", "Art. 9, Option 2, para 3");
});

test("are usual labels, also where they begin again, and a skipped one is not", () => {
  const labels = ["Article 1", "1. a", "2. Option 1: b", "Option 2: c", "3. Option 1: d", "Option 3: e", "4. f"];
  expect(unusualLabels(versionTextOf(read(labels)).clauses).map(({ label }) => label)).toEqual(["Option 3"]);
});

test("are the alternatives of a numbered phrase", () => {
  expect(cited([...article, "1. Common aim", "Option 1: The Parties aim.", "2. Two."]).slice(1)).toEqual([
    "  Art. 9.1: Common aim",
    "    Art. 9.1, Option 1: The Parties aim.",
    "  Art. 9.2: Two.",
  ]);
});

test("end at a number of the article after a gap", () => {
  const typed = [...article, "1. Option 1: A fund.", "Option 2: No text", "3bis. The Fund shall serve."];
  expect(cited(typed).at(-1)).toBe("  Art. 9.3bis: The Fund shall serve.");
});

test("are found by their article alone if it has one of their number", () => {
  const typed = [...article, "1. Option 1: A fund.", "Option 2: No fund.", "2. Option 1: Now.", "Article 10", "Ends."];
  const version = versionTextOf(read(typed));
  expect(findCited(version, "Art. 9, Option 2")).toHaveProperty("citation", "Art. 9.1, Option 2");
  expect(findCited(version, "Option 1 of Article 9")).toBe("several");
});
