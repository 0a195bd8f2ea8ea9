import { citationsOf } from "#core/text/citation.ts";
import { draftOf } from "../../support/draft.ts";

test("a recital is cited with its verb, since letters restart under every verb", () => {
  const draft = draftOf([
    ["verb", null, "considering"],
    ["recital", "a)", "that exchange points keep traffic local;"],
    ["verb", null, "recalling"],
    ["recital", "a)", "the outcome of the Tunis phase,"],
  ]);
  expect(citationsOf(draft)).toEqual(["considering", "considering a)", "recalling", "recalling a)"]);
});

test("a lone recital is cited by its verb, and a verb that comes back is counted", () => {
  const draft = draftOf([
    ["verb", null, "noting"],
    ["recital", null, "that this is so,"],
    ["verb", null, "noting"],
    ["recital", "a)", "that it remains so;"],
  ]);
  expect(citationsOf(draft)).toEqual(["noting", "noting", "noting (2)", "noting (2) a)"]);
});

test("a sub-item carries the citation of its parent", () => {
  const draft = draftOf([
    ["verb", null, "invites Member States"],
    ["operative", "1", "to take part;"],
    ["operative", "2", "to report"],
    ["item", "a)", "every year;", 1],
    ["item", "b)", "in public.", 1],
  ]);
  expect(citationsOf(draft).slice(3)).toEqual(["invites Member States 2 a)", "invites Member States 2 b)"]);
});

test("a paragraph without a number is cited by its place after the one before", () => {
  const draft = draftOf([
    ["heading", "1", "Introduction"],
    ["paragraph", "1.1", "The forum met."],
    ["paragraph", null, "It met again."],
    ["footnote", "3", "See the record.", 1],
  ]);
  expect(citationsOf(draft)).toEqual(["1", "1.1", "1.1 +1", "note 3"]);
});
