import { jurisdictionCode } from "#core/access/jurisdiction.ts";

test.each([
  ["a country", "Switzerland", "ch"],
  ["a country in other case and without its accent", " cote d'ivoire ", "ci"],
  ["a country of which an earlier code is withdrawn", "Germany", "de"],
  ["a code", "CH", "ch"],
  ["a code with a subdivision", "us-ca", "us-ca"],
  ["a name that no country has", "Atlantis", "atlantis"],
  ["nothing", "", ""],
])("the jurisdiction of %s", (_what, typed, code) => {
  expect(jurisdictionCode(typed)).toBe(code);
});
