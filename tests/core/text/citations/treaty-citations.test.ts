import { citationsOf } from "#core/text/citations/citation.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { findCited } from "#core/text/citations/find-cited.ts";
import { outline, read } from "../typed-draft.ts";

const agreement = [
  "Draft Agreement on Shared Networks",
  "Preamble",
  "The Parties to this Agreement,",
  "Recalling the outcome of the second meeting,",
  "Noting that networks cross borders,",
  "Have agreed as follows:",
  "CHAPTER I",
  "General provisions",
  "Article 1",
  "Definitions",
  "For the purposes of this Agreement:",
  "(a) “exchange point” means a place;",
  "(b) “operator” means a body:",
  "(i) public; or",
  "(ii) private:",
  "(aa) of one State;",
  "(bb) of several.",
  "Article 2. Objective",
  "1. The objective is access.",
  "2. Each Party shall:",
  "(a) plan;",
  "(b) report.",
  "[Article 2bis]",
  "Equity",
  "The Parties are equal.",
  "Article 3 (Finance)",
  "The Parties pay.",
  "They pay on time.",
  "CHAPTER II. Final provisions",
  "Article 4",
  "1. First.",
  "It goes on.",
  "2. Second.",
  "Annex I",
  "List of services",
  "1. Mail.",
  "2. Web.",
  "Annex II",
  "Article 1",
  "1. Other.",
];
const draft = read(agreement);

test("reads articles as levels below chapters, with their numbering below them", () => {
  expect(outline(agreement).slice(6, 26)).toEqual([
    "heading Chapter I: General provisions",
    "  heading Article 1: Definitions",
    "    paragraph: For the purposes of this Agreement:",
    "      item a): “exchange point” means a place;",
    "      item b): “operator” means a body:",
    "        item i): public; or",
    "        item ii): private:",
    "          item aa): of one State;",
    "          item bb): of several.",
    "  heading Article 2: Objective",
    "    paragraph 1: The objective is access.",
    "    paragraph 2: Each Party shall:",
    "      item a): plan;",
    "      item b): report.",
    "  heading [Article 2bis]: Equity",
    "    paragraph: The Parties are equal.",
    "  heading Article 3: (Finance)",
    "    paragraph: The Parties pay.",
    "    paragraph: They pay on time.",
    "heading Chapter II: Final provisions",
  ]);
});

test("cites every clause of a treaty as delegates do", () => {
  expect(citationsOf(draft)).toEqual([
    "title",
    "preamble",
    "preamble",
    "preamble, recital 1",
    "preamble, recital 2",
    "preamble, recital 2 +1",
    "Chapter I",
    "Art. 1",
    "Art. 1",
    "Art. 1(a)",
    "Art. 1(b)",
    "Art. 1(b)(i)",
    "Art. 1(b)(ii)",
    "Art. 1(b)(ii)(aa)",
    "Art. 1(b)(ii)(bb)",
    "Art. 2",
    "Art. 2.1",
    "Art. 2.2",
    "Art. 2.2(a)",
    "Art. 2.2(b)",
    "Art. 2bis",
    "Art. 2bis",
    "Art. 3",
    "Art. 3, para 1",
    "Art. 3, para 2",
    "Chapter II",
    "Art. 4",
    "Art. 4.1",
    "Art. 4.1 +1",
    "Art. 4.2",
    "Annex I",
    "Annex I.1",
    "Annex I.2",
    "Annex II",
    "Annex II, Art. 1",
    "Annex II, Art. 1.1",
  ]);
});

test.each([
  ["Art. 2.2(b)", "report."],
  ["Article 2, paragraph 2 (b)", "report."],
  ["paragraph 2 of Article 2", "Each Party shall:"],
  ["2.2", "Each Party shall:"],
  ["2(2)(a)", "plan;"],
  ["Article 2 bis", "The Parties are equal."],
  ["article 2 bis, paragraph 1", "The Parties are equal."],
  ["Art. 3, para 2", "They pay on time."],
  ["Article 1 (b) (ii) (bb)", "of several."],
  ["annex 1.2", "Web."],
  ["Annex I, para 2", "Web."],
  ["Annex II, Article 1.1", "Other."],
  ["preamble, recital 2", "Noting that networks cross borders,"],
  ["preambular paragraph 2", "Noting that networks cross borders,"],
  ["recital 2", "Noting that networks cross borders,"],
  ["PP2", "Noting that networks cross borders,"],
  ["chapter 2", "Final provisions"],
])("finds “%s”", (citation, text) => {
  const version = versionTextOf(draft);
  const found = findCited(version, citation);
  expect(typeof found === "string" ? found : version.text.slice(found.start, found.end)).toBe(text);
});

/** Typed lines, each with its citation in the language of the text. */
const citedIn: Record<string, Record<string, string>> = {
  fr: {
    "Article premier": "art. premier",
    "1. Un.": "art. premier.1",
    "Article 2 bis": "art. 2bis",
    "a) deux ;": "art. 2bis(a)",
  },
  es: { "Artículo 4": "art. 4", "1. Uno.": "art. 4.1", "Anexo I": "anexo I", "1. Dos.": "anexo I.1" },
  ru: { "Статья 4": "ст. 4", "1. Один.": "ст. 4.1", "а) два;": "ст. 4.1(а)", "Приложение I": "приложение I" },
  zh: {
    第四条: "第四条",
    "1. 缔约方应当报告。": "第四条第1款",
    第五条之二: "第五条之二",
    "1. 甲。": "第五条之二第1款",
    附件一: "附件一",
  },
  ar: { "المادة 4": "المادة 4", "1. نص أول.": "المادة 4.1", "(أ) نص ثان؛": "المادة 4.1(أ)", "المرفق 1": "المرفق 1" },
};

test.each(Object.entries(citedIn))("cites in the language of the text: %s", (language, cited) => {
  expect(citationsOf(read(Object.keys(cited), language))).toEqual(Object.values(cited));
});

test("cites paragraph 4.2 of Article 4 without doubling the number of the article", () => {
  expect(citationsOf(read(["Article 4", "Finance", "4.1 The Parties pay.", "4.2 They pay on time."])).slice(1)).toEqual(
    ["Art. 4.1", "Art. 4.2"],
  );
});

test("names the part of an article if another part has an article of the same number", () => {
  const typed = ["PART I", "Article 1", "1. One.", "PART II", "Article 1", "1. Two.", "2. Three."];
  expect(citationsOf(read(typed))).toContain("Part II, Art. 1.2");
});

test("names the chapter of a paragraph only if numbers restart in chapters", () => {
  const running = ["Chapter I. One", "1. First.", "2. Second.", "Chapter II. Two", "3. Third."];
  expect(citationsOf(read(running))).toEqual(["Chapter I", "1", "2", "Chapter II", "3"]);
  const restarting = ["Chapter I. One", "1. First.", "2. Second.", "Chapter II. Two", "1. Third."];
  expect(citationsOf(read(restarting))).toEqual([
    "Chapter I",
    "Chapter I.1",
    "Chapter I.2",
    "Chapter II",
    "Chapter II.1",
  ]);
});

test("counts the recitals of a preamble that has no heading", () => {
  const typed = [
    "The Parties to this Agreement,",
    "Recalling the past,",
    "Noting the present,",
    "Article 1",
    "1. One.",
  ];
  expect(citationsOf(read(["Draft Agreement", ...typed])).slice(1, 4)).toEqual([
    "preamble",
    "preamble, recital 1",
    "preamble, recital 2",
  ]);
});

test("gives every clause of a treaty an id that says where it is", () => {
  const ids = draft.children.map(({ attrs }) => String(attrs["id"]));
  expect(ids.slice(15, 20)).toEqual(["art-2", "art-2.1", "art-2.2", "art-2.2-a", "art-2.2-b"]);
});

test("reads no Opinion in the preamble of a treaty because of a list in its articles", () => {
  const preamble = [
    "الديباجة",
    "إن الأطراف في هذا الاتفاق،",
    "إذ تشير إلى الحدود،",
    "وإذ تلاحظ أن الشبكات تتعطل عند الحاجة إليها،",
  ];
  const typed = [
    "مشروع اتفاق",
    ...preamble,
    "المادة 1",
    "التعاريف",
    "لأغراض هذا الاتفاق",
    "(أ) نص أول؛",
    "(ب) نص ثان.",
  ];
  expect(outline(typed, "ar").slice(1, 5)).toEqual(
    preamble.map((line, at) => `${at === 0 ? "heading" : "  paragraph"}: ${line}`),
  );
});

test("reads no Opinion in the articles of a text without capitals", () => {
  const typed = ["第一条 范围", "为本协定的目的", "(a) 甲；", "(b) 乙；", "第二条", "1. 丙。"];
  expect(outline(typed, "zh").filter((line) => line.includes("verb"))).toEqual([]);
});

test.each<[string, string[], string[]]>([
  [
    "an Opinion in a section is still an Opinion",
    [
      "Section 1: Proceedings",
      "The Forum met.",
      "Opinion 1",
      "The Forum,",
      "recalling",
      "a) the Convention;",
      "b) the Protocol,",
    ],
    ["recalling", "recalling a)", "recalling b)"],
  ],
  [
    "a treaty that is the annex of a decision",
    [
      "Draft decision",
      "1. Adopts the Agreement in the annex;",
      "Annex",
      "AGREEMENT ON DUNES",
      "The Parties to this Agreement,",
      "Being Parties to the Framework,",
      "Recalling rain,",
      "Article 1 Aims",
      "1. One.",
      "2. Two.",
    ],
    ["Annex, para 1", "preamble", "preamble, recital 1", "preamble, recital 2", "Art. 1", "Art. 1.1", "Art. 1.2"],
  ],
  [
    "a preamble with marked recitals after front matter",
    ["Treaty", "Version of May", "A note.", "Pp1 Noting storms,", "Pp2 Recalling rain,", "Article 1", "1. One."],
    ["+1", "+2", "preamble, Pp1", "preamble, Pp2", "Art. 1", "Art. 1.1"],
  ],
  [
    "a preamble without a heading ends with the first division",
    [
      "Treaty",
      "The Parties,",
      "Recalling the past,",
      "Noting the need,",
      "Chapter I",
      "General",
      "Article 1",
      "Text is.",
      "Annex A",
    ],
    ["Chapter I", "Art. 1", "Art. 1", "Annex A"],
  ],
  [
    "1 and 1.1 in Article 1 are two citations",
    ["Article 1", "1. The Parties act.", "1.1 They act soon.", "2. The Parties report."],
    ["Art. 1.1", "Art. 1.1.1", "Art. 1.2"],
  ],
  [
    "headings in an annex are cited with it",
    ["1 Introduction", "1.1.1 The group met.", "Annex 1", "1 Terms", "1.1 Members", "1.1.1 The members are these."],
    ["Annex 1", "Annex 1.1", "Annex 1.1.1", "Annex 1.1.1.1"],
  ],
])("cites well: %s", (_case, typed, expected) => {
  expect(citationsOf(read(typed)).slice(-expected.length)).toEqual(expected);
});

test.each([
  ["paragraph 2", "several"],
  ["2", "several"],
  ["Section 4", "unknown"],
  ["Articles 1, 2", "unknown"],
  ["Art. 1–2", "unknown"],
  ["Article 9", "unknown"],
])("does not guess what “%s” means", (citation, outcome) => {
  expect(findCited(versionTextOf(draft), citation)).toBe(outcome);
});

test.each([
  ["Article 1 of Annex II", "Annex II, Art. 1"],
  ["paragraph 2 of Annex I", "Annex I.2"],
  ["recital 2 of the preamble", "preamble, recital 2"],
  ["paragraph 2 (b) of Article 2", "Art. 2.2(b)"],
])("finds “%s”", (citation, expected) => {
  expect(findCited(versionTextOf(draft), citation)).toMatchObject({ citation: expected });
});

test.each(["第一条第二款（一）", "第一条第2款第（一）项", "第一条第二款(一)项"])(
  "cites Chinese paragraphs and items as delegates do, and finds them: %s",
  (citation) => {
    const draft = read(
      ["第一条 宗旨", "一、缔约方应合作。", "二、每一缔约方应：", "（一）计划；", "（二）报告。"],
      "zh",
    );
    expect(citationsOf(draft).slice(2, 4)).toEqual(["第一条第二款", "第一条第二款（一）"]);
    expect(findCited(versionTextOf(draft), citation)).toHaveProperty("citation", "第一条第二款（一）");
  },
);

const accord = [
  "Article premier",
  "1. Un.",
  "2. Deux :",
  "a) trois ;",
  "Article 2 bis",
  "1. Quatre.",
  "Annexe I",
  "1. Cinq.",
];

test.each([
  ["article premier, paragraphe 2", "art. premier.2"],
  ["Article 1er, par. 2, a)", "art. premier.2(a)"],
  ["paragraphe 2 de l’article premier", "art. premier.2"],
  ["art. 1.2(a)", "art. premier.2(a)"],
  ["1.2", "art. premier.2"],
  ["article 2 bis, paragraphe 1", "art. 2bis.1"],
  ["annexe I, par. 1", "annexe I.1"],
])("finds “%s” in a French text", (citation, expected) => {
  expect(findCited(versionTextOf(read(accord, "fr")), citation)).toMatchObject({ citation: expected });
});
