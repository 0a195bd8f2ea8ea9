import fc from "fast-check";
import { citesWhole, findCited } from "#core/text/find-cited.ts";
import { versionTextOf } from "#core/text/clause.ts";
import { opinion } from "../../export/sample.ts";

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
])("“%s” is %s", (citation, id) => {
  expect(findCited(version, citation)).toHaveProperty("id", id);
});

test.each([
  ["a)", "several"],
  ["recalling z)", "unknown"],
  ["11", "unknown"],
  ["", "unknown"],
])("“%s” is %s", (citation, outcome) => {
  expect(findCited(version, citation)).toBe(outcome);
});

test.each(["", "General", " GENERAL ", "throughout the document", "–"])("“%s” means the whole document", (citation) => {
  expect(citesWhole(citation)).toBe(true);
});

test("every clause is found by its own citation, or one that is cited alike", () => {
  fc.assert(
    fc.property(fc.constantFrom(...version.clauses), ({ citation }) => {
      expect(findCited(version, citation)).toHaveProperty("citation", citation);
    }),
  );
});
