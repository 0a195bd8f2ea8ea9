import type { CompilationFilters } from "#core/compile/compilation.ts";
import { titleFacts } from "../../../server/export/shared/title-facts.ts";
import { compilation, earlier, annotationsOfEveryKind } from "../sample.ts";

test.each<[CompilationFilters, string]>([
  [{}, ""],
  [{ kinds: ["proposal"] }, "Kind: proposal"],
  [{ types: ["editorial", "technical"] }, "Type: editorial, technical"],
  [{ organisations: ["apc"] }, "Organisation: APC"],
  [{ organisations: ["nobody"] }, "Organisation: nobody"],
  [{ groups: ["civil-society"] }, "Group: civil society"],
  [{ states: ["orphan"] }, "Location: unplaced"],
  [{ outcomes: ["undecided"] }, "Decision: undecided"],
  [{ versions: [`opinion-5@${earlier.round}:en`] }, "Made on: Second draft, 12 Oct 2012"],
  [{ clauses: ["r-b"] }, "Clause: recalling b)"],
  [{ sections: ["v1"] }, "Clause: recalling (whole section)"],
  [{ sections: ["v1"], clauses: ["o-2"] }, "Clause: recalling (whole section), invites Member States 2"],
  [{ text: "figures" }, "Text: “figures”"],
  [{ kinds: ["comment"], clauses: ["o-2"] }, "Kind: comment; Clause: invites Member States 2"],
])("describes the filters %j on the title page", (filters, words) => {
  const facts = titleFacts(compilation(annotationsOfEveryKind(), { filters }));
  expect(facts.find(({ label }) => label === "Filters")?.value ?? "").toBe(words);
});
