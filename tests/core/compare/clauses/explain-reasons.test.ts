import type { ClauseLink } from "#core/compare/clauses/clause-link.ts";
import { compare } from "#core/compare/compare.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { pairingExplainer } from "#core/compare/clauses/explain.ts";
import type { PairingExplanation, PairingReason } from "#core/compare/clauses/pairing-explanation.ts";
import { broadband, culture, exchange } from "../sample-clauses.ts";
import { version } from "../versions.ts";

const far = ", whatever the distance, whatever the language, whatever the price, whatever the provider";

function explained(
  base: readonly string[],
  revised: readonly string[],
  { links = [], ...changed }: Partial<Comparison> & { links?: ClauseLink[] } = {},
) {
  const [from, to] = [version(base.join("\n")), version(revised.join("\n"))];
  const comparison = { ...compare(from, to, { links }), ...changed };
  return { comparison, ...pairingExplainer(from, to, comparison, links) };
}

const codes = ({ reasons }: PairingExplanation): string[] => reasons.map(({ code }) => code);
const params = ({ reasons }: PairingExplanation, code: PairingReason["code"]): PairingReason["params"][] =>
  reasons.filter((reason) => reason.code === code).map((reason) => reason.params);

test("finds the pair of a clause on either side", () => {
  const { comparison, pairOf } = explained([broadband, exchange], [exchange]);
  expect(pairOf("base", "v2")).toBe(comparison.pairs.find(({ relation }) => relation === "1:1"));
  expect(pairOf("revised", "v1")).toBe(pairOf("base", "v2"));
  expect(pairOf("base", "v1")).toMatchObject({ relation: "removed" });
  expect(pairOf("revised", "v2")).toBeUndefined();
});

test("explains a removed and an added clause as having no counterpart", () => {
  const { ofPair, pairOf } = explained([broadband, exchange], [exchange, culture]);
  const removed = pairOf("base", "v1")!;
  expect(ofPair(removed)).toEqual({
    paired: false,
    pair: removed,
    score: removed.score,
    words: { shared: 0, base: 11, revised: 0 },
    reasons: [{ code: "base-removed", params: {} }],
  });
  const added = pairOf("revised", "v2")!;
  expect(ofPair(added)).toEqual({
    paired: false,
    pair: added,
    score: added.score,
    words: { shared: 0, base: 0, revised: 11 },
    reasons: [{ code: "revised-added", params: {} }],
  });
});

test("names the clause that an added one shares the most words with", () => {
  const { ofPair, pairOf } = explained(
    [`4| ${exchange} and in every region of the world${far}`],
    [`7| ${exchange}`, `${culture} and in every region of the world`],
  );
  const pair = pairOf("revised", "v2")!;
  expect(pair.relation).toBe("added");
  expect(params(ofPair(pair), "nearest")).toEqual([{ clause: "4", shared: 7 }]);
});

test("names the clause that a removed one shares the most words with", () => {
  const { ofPair, pairOf } = explained(
    [`7| ${exchange}`, `${culture} and in every region of the world`],
    [`4| ${exchange} and in every region of the world${far}`],
  );
  expect(params(ofPair(pairOf("base", "v2")!), "nearest")).toEqual([{ clause: "4", shared: 7 }]);
});

test("names a person's decision that a clause was deleted or is new, and not with other clauses", () => {
  const links = [
    { base: "v1", revised: null },
    { base: null, revised: "v3" },
  ];
  const { ofPair, pairOf } = explained([broadband, exchange, culture], [exchange, culture, broadband], { links });
  expect(codes(ofPair(pairOf("base", "v1")!))[0]).toBe("linked");
  expect(codes(ofPair(pairOf("revised", "v3")!))[0]).toBe("linked");
  expect(codes(ofPair(pairOf("base", "v2")!))).not.toContain("linked");
});

test("names all clauses that another one was split into, and the number of words that they share", () => {
  const { ofClauses } = explained(
    [`1| ${broadband}; ${exchange}`, `2| ${culture}`],
    [`1| ${broadband};`, `2| ${exchange}`, `3| ${culture}`],
  );
  expect(ofClauses("v1", "v3").reasons.slice(-2)).toEqual([
    { code: "base-went-elsewhere", params: { clause: "1, 2", shared: 22 } },
    { code: "revised-came-from-elsewhere", params: { clause: "2", shared: 11 } },
  ]);
});

test("names the number of parts of a split and of a merger", () => {
  const [whole, parts] = [[`${broadband}; ${exchange}`], [`${broadband};`, exchange]];
  expect(params(explained(whole, parts).ofClauses("v1", "v2"), "became-several")).toEqual([{ parts: 2 }]);
  expect(params(explained(parts, whole).ofClauses("v2", "v1"), "made-of-several")).toEqual([{ parts: 2 }]);
});

test.each([
  ["a)", "a)", [{ label: "a)" }]],
  ["a)", "b)", []],
])("says of unpaired clauses labelled %s and %s whether the label is the same", (own, other, expected) => {
  const { ofClauses } = explained([`${own}| ${broadband}`, exchange], [exchange, `${other}| ${culture}`]);
  const explanation = ofClauses("v1", "v2");
  expect(explanation.paired).toBe(false);
  expect(params(explanation, "same-label")).toEqual(expected);
  expect(params(ofClauses("v2", "v2"), "same-label")).toEqual([]);
});

test("names no label of a pair whose label changed, and none of a clause that has become several", () => {
  const { ofClauses } = explained([`a)| ${broadband}`], [`b)| ${broadband}, too`]);
  expect(codes(ofClauses("v1", "v1"))).not.toContain("same-label");
  const split = explained([`1| ${broadband}; ${exchange}`], [`1| ${broadband};`, exchange]);
  expect(codes(split.ofClauses("v1", "v1"))).not.toContain("same-label");
});

test.each(["title", "verb", "heading"])("says of a reworded %s that both open the same section", (kind) => {
  const below = [broadband, exchange, culture];
  const { ofClauses } = explained([`${kind}| Growth`, ...below], [`${kind}| Economic aims`, ...below]);
  expect(codes(ofClauses("v1", "v1"))).toEqual(["shares-no-words", "opens-the-same"]);
});

test.each([
  ["says", "less than half", "public fees for roaming services", "public caps on transit traffic", true],
  ["does not say", "half", "public fees for roaming", "public fees on transit", false],
])("%s that a pair is in the same place if it shares %s of the words", (_case, _share, base, revised, expected) => {
  const { ofClauses } = explained(
    [broadband, `1| ${base}`, culture],
    [broadband, `1| ${revised} and in the languages of every region`, culture],
  );
  const explanation = ofClauses("v2", "v2");
  expect(explanation.paired).toBe(true);
  expect(codes(explanation).includes("same-place")).toBe(expected);
});

test("says of a reworded pair that moved that it is elsewhere, not in the same place", () => {
  const spectrum = "regulators publish the fees for spectrum licences before an auction opens";
  const reworded =
    "before an auction opens, fees of licences for spectrum should have been made public by the regulator";
  const others = [broadband, exchange, culture, "ministries connect rural schools through community networks"];
  const { ofClauses } = explained([spectrum, ...others], [...others, reworded], { kept: [] });
  expect(codes(ofClauses("v1", "v5"))).toEqual(["shares-no-words", "shares-rare-words", "stands-elsewhere"]);
});

test("does not say of a linked pair that it is in the same place", () => {
  const links = [{ base: "v1", revised: "v3" }];
  const linked = explained([broadband, exchange, culture], [exchange, culture, "on solar power for schools"], {
    links,
  });
  expect(codes(linked.ofClauses("v1", "v3"))).toEqual(["linked", "shares-no-words", "stands-elsewhere"]);
  expect(codes(linked.ofClauses("v2", "v2"))).not.toContain("linked");
});

test.each([
  [3, []],
  [4, [{ quote: "one two three four" }]],
])("quotes the longest shared text from 4 words on: %d words", (count, expected) => {
  const shared = ["one", "two", "three", "four"].slice(0, count).join(" ");
  const { ofClauses } = explained([`1| ${shared} ended`], [`1| ${shared} began`]);
  expect(params(ofClauses("v1", "v1"), "longest-shared")).toEqual(expected);
});

test.each([
  ["80 characters in full", `${"share ".repeat(13)}ed`, `${"share ".repeat(13)}ed`],
  ["81 characters up to the last whole word", `${"share ".repeat(13)}eds`, `${"share ".repeat(13).trim()}…`],
  ["no space at its end", `${"share ".repeat(12)}now   everybody`, `${"share ".repeat(12)}now…`],
  [
    "the beginning of a word of more than 20 characters at its end",
    `${"share ".repeat(9)}by intercontinentaloverlandconnections`,
    `${"share ".repeat(9)}by intercontinentaloverlan…`,
  ],
])("quotes %s", (_case, shared, expected) => {
  const { ofClauses } = explained([`${shared}: ended`], [`${shared}? began`]);
  expect(params(ofClauses("v1", "v1"), "longest-shared")).toEqual([{ quote: expected }]);
});

test("quotes the longest text shared by any parts of a split clause", () => {
  const { ofClauses } = explained(
    [broadband, `on growth in every economy; ${exchange}; on local content of all kinds`],
    [broadband, "on growth in every economy;", `${exchange};`, "on local content of all kinds"],
  );
  expect(params(ofClauses("v2", "v2"), "longest-shared")).toEqual([{ quote: `${exchange};` }]);
});

test("names at most 5 rare words that two clauses share", () => {
  const [own, other] = ["licences, spectrum, auctions, operators, tariffs, regulators", "tariffs; operators; auctions"];
  const { ofClauses } = explained([own, broadband], [broadband, `${other}; regulators; licences; spectrum`], {
    candidates: [{ base: "v1", revised: ["v2"], scores: [0.5] }],
    links: [{ base: "v1", revised: "v2", isRefusal: true }],
  });
  expect(params(ofClauses("v1", "v2"), "shares-rare-words")).toEqual([
    { words: "licences, spectrum, auctions, operators, tariffs" },
  ]);
});

test.each([
  [0.1, [{ clause: "+2", percent: 10 }]],
  [0.0999, []],
])("names a candidate of a probability of at least 0.1: %d", (score, expected) => {
  const { ofClauses, ofPair, pairOf } = explained([broadband, exchange], [exchange, culture], {
    candidates: [{ base: "v1", revised: ["v2"], scores: [score] }],
    origins: [{ revised: "v2", base: ["v1"], scores: [score] }],
  });
  expect(params(ofClauses("v1", "v2"), "may-have-become")).toEqual(expected);
  expect(params(ofPair(pairOf("base", "v1")!), "may-have-become")).toEqual(expected);
  expect(params(ofPair(pairOf("revised", "v2")!), "may-come-from")).toEqual(
    expected.map(({ percent }) => ({ clause: "+1", percent })),
  );
});

test("names only candidates of the explained clauses", () => {
  const { ofClauses, ofPair, pairOf } = explained(
    [broadband, exchange, "on solar power for schools"],
    [exchange, culture, "to measure the quality of service"],
    {
      candidates: [{ base: "v1", revised: ["v2"], scores: [0.5] }],
      origins: [{ revised: "v2", base: ["v1"], scores: [0.5] }],
    },
  );
  expect(codes(ofClauses("v1", "v3"))).not.toContain("may-have-become");
  expect(codes(ofClauses("v3", "v2"))).not.toContain("may-have-become");
  expect(codes(ofPair(pairOf("base", "v3")!))).toEqual(["base-removed"]);
  expect(codes(ofPair(pairOf("revised", "v3")!))).toEqual(["revised-added"]);
});

test("names an unknown clause in the error", () => {
  const { ofClauses, sharedContent } = explained([broadband], [broadband]);
  expect(() => ofClauses("v1", "v9")).toThrow(new RangeError("No clause v9"));
  expect(() => sharedContent("v8", "v1")).toThrow(new RangeError("No clause v8"));
});
