import type { OptionChoice } from "#core/compare/comparison.ts";
import { openChangesText } from "#core/phrases/open-changes.ts";
import { optionChoiceText } from "#core/phrases/option-choices.ts";
import { negotiationOf } from "#core/text/negotiation/read-negotiation.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { read } from "../text/typed-draft.ts";

const article = ["Article 9 Finance", "1. Each Party shall contribute."];
const base = versionTextOf(
  read([...article, "2. Option 1: The Parties [shall [also]] pay.", "Option 2: They may pay."]),
);
const revised = versionTextOf(read([...article, "2. They may pay."]));
const section = { side: "revised", clause: "art-9", citation: "Art. 9", characters: 90 } as const;

test("says how many brackets and options are left, and which articles changed most", () => {
  const open = { base: negotiationOf(base).counts, revised: negotiationOf(revised).counts };
  const mostChanged = [section, { ...section, citation: "Art. 4" }];
  expect(openChangesText({ open, mostChanged }, "en")).toBe(
    "2 brackets became 0. 2 options became 0. Most changes are in Art. 9 and Art. 4.",
  );
});

test("says nothing about brackets and options that neither text has", () => {
  const { counts } = negotiationOf(revised);
  expect(openChangesText({ open: { base: counts, revised: counts }, mostChanged: [] }, "en")).toBe("");
});

const choice: OptionChoice = {
  side: "base",
  opener: "art-9.2",
  options: ["art-9.2-option-1", "art-9.2-option-2"],
  chosen: "art-9.2-option-2",
  text: ["art-9.2"],
  paired: [],
};

test.each<[string, Partial<OptionChoice>]>([
  ["Art. 9.2, Option 2 became the text of Art. 9.2. Art. 9.2, Option 1 was deleted.", {}],
  ["Art. 9.2, Option 1 and Art. 9.2, Option 2 were deleted.", { chosen: null, text: [] }],
  ["Art. 9.2, Option 2 became the text of Art. 9.2.", { options: ["art-9.2-option-2"] }],
  ["Art. 9.2, Option 2 became the text of Art. 9.2.", { paired: ["art-9.2-option-1"] }],
])("describes a choice between options: %s", (text, changes) => {
  expect(optionChoiceText({ ...choice, ...changes }, { base, revised }, "en")).toBe(text);
});

test.each<[string, Partial<OptionChoice>]>([
  ["The text of Art. 9.2 became Art. 9.2, Option 2. Art. 9.2, Option 1 was added.", {}],
  ["Art. 9.2, Option 1 and Art. 9.2, Option 2 were added.", { chosen: null, text: [] }],
])("describes options that were added: %s", (text, changes) => {
  const added: OptionChoice = { ...choice, side: "revised", ...changes };
  expect(optionChoiceText(added, { base: revised, revised: base }, "en")).toBe(text);
});

test("begins each sentence with a capital, also where articles are cited in lower case", () => {
  const lines = ["Article 9 Finances", "1. Chaque Partie contribue."];
  const french = [
    read([...lines, "2. Variante A : Les Parties paient.", "Variante B : Elles peuvent payer."], "fr"),
    read([...lines, "2. Elles peuvent payer."], "fr"),
  ].map((draft) => versionTextOf(draft));
  const [before = base, after = revised] = french;
  const options = before.clauses.filter(({ label }) => label?.startsWith("Variante")).map(({ id }) => id);
  const text = after.clauses.at(-1)?.id ?? "";
  const chosen = { ...choice, options, chosen: options[1] ?? null, text: [text] };
  expect(optionChoiceText(chosen, { base: before, revised: after }, "en")).toBe(
    "Art. 9.2, Variante B became the text of art. 9.2. Art. 9.2, Variante A was deleted.",
  );
});
