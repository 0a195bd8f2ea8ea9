import fc from "fast-check";
import { citesWhole, findCited } from "#core/text/citations/find-cited.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { opinion } from "../../../export/sample.ts";
import { read } from "../typed-draft.ts";

const version = versionTextOf(opinion);

test.each([
  ["recalling a)", "r-a"],
  ["Recalling (a)", "r-a"],
  ["RECALLING  A", "r-a"],
  ["invites Member States 1 a)", "o-1a"],
  ["invites Member States, 1. (a)", "o-1a"],
  ["clause 1.1", "p-11"],
  ["para. 1.1.", "p-11"],
  ["§1. 1", "p-11"],
  ["b)", "r-b"],
  ["1", "h-1"],
  ["note 1", "n1"],
  ["table 1, 2:2", "t-22"],
  ["recalling", "v1"],
])("reports “%s” as %s", (citation, id) => {
  expect(findCited(version, citation)).toHaveProperty("id", id);
});

test.each([
  ["a)", "several"],
  ["recalling z)", "unknown"],
  ["11", "unknown"],
  ["1.1.1", "unknown"],
  ["recalling a) 1", "unknown"],
  ["", "unknown"],
])("reports “%s” as %s", (citation, outcome) => {
  expect(findCited(version, citation)).toBe(outcome);
});

test.each(["", "General", " GENERAL ", "throughout the document", "–", "n/a", "Commentaire général", "全文"])(
  "“%s” means the whole document",
  (citation) => {
    expect(citesWhole(citation)).toBe(true);
  },
);

test("finds every clause by its citation, or another clause with the same citation", () => {
  fc.assert(
    fc.property(fc.constantFrom(...version.clauses), ({ citation }) => {
      expect(findCited(version, citation)).toHaveProperty("citation", citation);
    }),
  );
});

test("a citation that two clauses have means several, unless it is marked", () => {
  const draft = read(["Article 3 Aims", "1. Act.", "3bis. Pay.", "3bis. Report."]);
  const twice = versionTextOf(draft);
  expect(findCited(twice, "Art. 3.3bis")).toBe("several");
  expect(findCited(twice, "art 3.3bis, second")).toHaveProperty("citation", "Art. 3.3bis, second");
});
