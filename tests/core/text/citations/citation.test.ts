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
