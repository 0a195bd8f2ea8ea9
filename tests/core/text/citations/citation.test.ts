import { citationsOf } from "#core/text/citations/citation.ts";
import { draftOf } from "../../../support/draft.ts";
import { read } from "../typed-draft.ts";

test("cites a recital with its verb because letters restart under every verb", () => {
  const draft = draftOf([
    ["verb", null, "considering"],
    ["recital", "a)", "that exchange points keep traffic local;"],
    ["verb", null, "recalling"],
    ["recital", "a)", "the outcome of the Tunis phase,"],
  ]);
  expect(citationsOf(draft)).toEqual(["considering", "considering a)", "recalling", "recalling a)"]);
});

test("cites a lone recital by its verb, and numbers a repeated verb", () => {
  const draft = draftOf([
    ["verb", null, "noting"],
    ["recital", null, "that this is so,"],
    ["verb", null, "noting"],
    ["recital", "a)", "that it remains so;"],
  ]);
  expect(citationsOf(draft)).toEqual(["noting", "noting", "noting (2)", "noting (2) a)"]);
});

test("includes the citation of the parent in that of a sub-item", () => {
  const draft = draftOf([
    ["verb", null, "invites Member States"],
    ["operative", "1", "to take part;"],
    ["operative", "2", "to report"],
    ["item", "a)", "every year;", 1],
    ["item", "b)", "in public.", 1],
  ]);
  expect(citationsOf(draft).slice(3)).toEqual(["invites Member States 2 a)", "invites Member States 2 b)"]);
});

test("cites an unnumbered paragraph by its distance from the preceding clause", () => {
  const draft = draftOf([
    ["heading", "1", "Introduction"],
    ["paragraph", "1.1", "The forum met."],
    ["paragraph", null, "It met again."],
    ["footnote", "3", "See the record.", 1],
  ]);
  expect(citationsOf(draft)).toEqual(["1", "1.1", "1.1 +1", "note 3"]);
});

test("cites ordinal words, enclosed numbers and numbers with zeros as they are written", () => {
  const cited = (lines: readonly string[]): string[] => citationsOf(read(lines));
  expect(cited(["1. The Parties:", "First:\tmeet;", "Second:\treport."]).slice(1)).toEqual(["1 First", "1 Second"]);
  expect(cited(["01. The Parties meet.", "02. They report."])).toEqual(["01", "02"]);
  expect(cited(["001\tThe Parties meet.", "002\tThey report."])).toEqual(["001", "002"]);
  const articles = ["Article 4", "The Parties:", "First:\tmeet;", "Second:\treport.", "Article 5", "① One;", "② Two."];
  expect(cited(articles).filter((citation) => /First|Second|[①②]/u.test(citation))).toEqual([
    "Art. 4, First",
    "Art. 4, Second",
    "Art. 5 ①",
    "Art. 5 ②",
  ]);
});

test("clauses share a citation only with the clause that they are in", () => {
  const draft = read(["Article 3 Aims", "1. Act.", "3bis. Pay.", "3bis. Report.", "3bis. Rest.", "Article 4", "Meet."]);
  expect(citationsOf(draft)).toEqual([
    "Art. 3",
    "Art. 3.1",
    "Art. 3.3bis",
    "Art. 3.3bis, second",
    "Art. 3.3bis, third",
    "Art. 4",
    "Art. 4",
  ]);
});

test.each([
  ["fr", "Article 3", "art. 3.1, deuxième"],
  ["es", "Artículo 3", "art. 3.1, segundo"],
  ["ru", "Статья 3", "ст. 3.1, второй"],
  ["zh", "第三条", "第三条第1款（第二处）"],
  ["ar", "المادة 3", "المادة 3.1، الثاني"],
])("marks a repeated citation in the language of the text: %s", (language, article, cited) => {
  const draft = draftOf(
    [
      ["heading", article, ""],
      ["paragraph", "1", "One.", 1],
      ["paragraph", "1", "Other.", 1],
    ],
    language,
  );
  expect(citationsOf(draft).at(-1)).toBe(cited);
});

test("cites the paragraphs of a text without numbers with the heading above them", () => {
  const draft = draftOf([
    ["heading", null, "Streams"],
    ["paragraph", null, "A stream carries bytes.", 1],
    ["item", null, "in order", 2],
    ["item", null, "once", 2],
    ["paragraph", null, "It ends.", 1],
    ["heading", null, "Operations on streams that an application which uses the protocol may call:"],
    ["paragraph", null, "It may read.", 1],
  ]);
  expect(citationsOf(draft)).toEqual([
    "Streams",
    "Streams, para 1",
    "Streams, para 1 –",
    "Streams, para 1 –, second",
    "Streams, para 2",
    "Operations on streams that an application which uses the…",
    "Operations on streams that an application which uses the…, para 1",
  ]);
});
