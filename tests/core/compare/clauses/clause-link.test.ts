import { boundPairs, type ClauseLink, linkedClauses } from "#core/compare/clauses/clause-link.ts";
import { version } from "../versions.ts";

const text = version(
  [
    "that broadband networks are a driver of growth",
    "that exchange points lower the price of transit",
    "the importance of local content",
    "that capacity building is needed",
  ].join("\n"),
);

/** Reads links in short form: `v1=v2`, or `v1=` for a clause without counterpart. */
const linksOf = (short: string): ClauseLink[] =>
  short.split(" ").map((link) => {
    const [base = "", revised = ""] = link.split("=");
    return { base: base || null, revised: revised || null };
  });

/** Returns the links that bind two texts, in the same form. */
function followed(links: readonly ClauseLink[]): string {
  const named = (index: number): string => text.clauses[index]?.id ?? "";
  return boundPairs(text, text, links)
    .map(({ base, revised }) => `${named(base)}=${named(revised)}`)
    .join(" ");
}

test.each([
  ["one clause", "v1=v2", "v1=v2"],
  ["a clause that was deleted", "v1=", "v1="],
  ["a clause that is new", "=v1", "=v1"],
  ["several clauses without counterpart", "=v3 =v4 v1= v2=", "=v3 =v4 v1= v2="],
  ["a clause that was split in three", "v1=v1 v1=v2 v1=v3", "v1=v1 v1=v2 v1=v3"],
  ["three clauses that were merged", "v1=v1 v2=v1 v3=v1", "v1=v1 v2=v1 v3=v1"],
])("follows links of %s", (_case, links, expected) => {
  expect(followed(linksOf(links))).toBe(expected);
});

test("lists the links in the order of base and then of revised clauses, whatever the order of the decisions", () => {
  expect(followed(linksOf("v3=v1 v2=v4 v2=v3 v1="))).toBe("v1= v2=v3 v2=v4 v3=v1");
});

test.each([
  ["to a clause that is not in the revised text", "v1=v9", ""],
  ["from a clause that is not in the base", "v9=v1", ""],
  ["to a clause that another link declares new", "=v1 v1=v1", "=v1"],
  ["from a clause that another link declares deleted", "v1= v1=v1", "v1="],
  ["that was given before", "v1=v2 v1=v2", "v1=v2"],
  ["that declares a clause deleted again", "v1= v1=", "v1="],
  ["that declares a clause new again", "=v1 =v1", "=v1"],
  ["to a part that is not next to the others", "v1=v1 v1=v2 v1=v4", "v1=v1 v1=v2"],
  ["from a clause that is not next to the other merged ones", "v1=v1 v2=v1 v4=v1", "v1=v1 v2=v1"],
  ["from a clause that was split to a part of a merger", "v1=v1 v2=v1 v2=v2", "v1=v1 v2=v1"],
  ["from a merged clause to a part of a split one", "v1=v1 v1=v2 v2=v2", "v1=v1 v1=v2"],
  ["that joins clauses of two links crosswise", "v1=v2 v2=v1 v2=v2", "v1=v2 v2=v1"],
])("leaves out a link %s", (_case, links, expected) => {
  expect(followed(linksOf(links))).toBe(expected);
});

test("takes a refusal for no link", () => {
  expect(followed([{ base: "v1", revised: "v1", isRefusal: true }])).toBe("");
});

test("refuses exactly the two clauses of a refusal", () => {
  const links: ClauseLink[] = [...linksOf("v1=v1"), { base: "v2", revised: "v3", isRefusal: true }];
  const { bound, isRefused } = linkedClauses(text, text, links);
  expect(bound).toEqual([{ base: 0, revised: 0 }]);
  expect([isRefused(1, 2), isRefused(2, 1), isRefused(1, 1), isRefused(0, 0)]).toEqual([true, false, false, false]);
});

test("refuses no clauses without a refusal", () => {
  expect(linkedClauses(text, text, linksOf("v1=v1")).isRefused(0, 0)).toBe(false);
  expect(linkedClauses(text, text, []).isRefused(0, 0)).toBe(false);
});
