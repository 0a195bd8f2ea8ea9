import type { ClauseLink } from "#core/compare/clauses/clause-link.ts";
import { compare } from "#core/compare/compare.ts";
import { pairingExplainer, type PairingExplainer } from "#core/compare/clauses/explain.ts";
import { broadband, culture, exchange } from "../sample-clauses.ts";
import { version } from "../versions.ts";

function explained(base: string, revised: string, links: ClauseLink[] = []) {
  const [from, to] = [version(base), version(revised)];
  const comparison = compare(from, to, { links });
  return { comparison, ...pairingExplainer(from, to, comparison, links) };
}

const codes = ({ reasons }: ReturnType<PairingExplainer["ofClauses"]>): string[] => reasons.map(({ code }) => code);

test("explains a pair by its shared words and its label", () => {
  const edited = broadband.replace("every", "each");
  const { ofClauses, ofPair, comparison } = explained(`a)| ${broadband}`, `a)| ${edited}`);
  const explanation = ofClauses("v1", "v1");
  expect(explanation).toEqual({
    paired: true,
    pair: comparison.pairs[0],
    score: comparison.pairs[0]!.score,
    words: { shared: 10, base: 11, revised: 11 },
    reasons: [
      { code: "shares-words", params: { shared: 10, base: 11, revised: 11 } },
      { code: "longest-shared", params: { quote: "that broadband networks are a driver of growth in" } },
      { code: "same-label", params: { label: "a)" } },
    ],
  });
  expect(ofPair(comparison.pairs[0]!)).toEqual(explanation);
});

test("explains why two clauses with other partners, or none, are not paired", () => {
  const { ofClauses } = explained(`${broadband}\n${exchange}`, `${broadband}\n${culture}`);
  expect(ofClauses("v2", "v1")).toEqual({
    paired: false,
    pair: null,
    score: 0,
    words: { shared: 0, base: 11, revised: 11 },
    reasons: [
      { code: "shares-no-words", params: {} },
      { code: "base-removed", params: {} },
      { code: "revised-came-from-elsewhere", params: { clause: "+1", shared: 11 } },
    ],
  });
});

test("explains a removed clause with its nearest clause", () => {
  const { comparison, ofPair } = explained(
    `${broadband} and in every region of the world\n${exchange}`,
    `${exchange} and in every region of the world, whatever the distance, whatever the language, whatever the price`,
  );
  const removed = comparison.pairs.find(({ relation }) => relation === "removed")!;
  expect(ofPair(removed).reasons).toContainEqual({ code: "nearest", params: { clause: "+1", shared: 7 } });
});

test.each<[string, string, string, string[]]>([
  ["unchanged", broadband, broadband, ["same-text"]],
  [
    "split",
    `${broadband}; ${exchange}`,
    `${broadband};\n${exchange}`,
    ["shares-words", "longest-shared", "became-several"],
  ],
  [
    "merged",
    `${broadband};\n${exchange}`,
    `${broadband}; ${exchange}`,
    ["shares-words", "longest-shared", "made-of-several"],
  ],
  [
    "moved",
    `${broadband}\n${exchange}\n${culture}`,
    `${exchange}\n${culture}\n${broadband}`,
    ["same-text", "stands-elsewhere"],
  ],
  [
    "rewritten under its number",
    `1.1| ${broadband}`,
    `1.1| ${culture}, also in broadband`,
    ["shares-words", "same-label", "shares-rare-words", "same-place"],
  ],
])("explains a clause that is %s", (_, base, revised, expected) => {
  const { comparison, ofPair } = explained(base, revised);
  expect(codes(ofPair(comparison.pairs[0]!))).toEqual(expected);
});

test("gives a person's link as the first reason", () => {
  const linked = explained(`${broadband}\n${exchange}`, `${culture}\n${exchange}`, [{ base: "v1", revised: "v1" }]);
  expect(codes(linked.ofClauses("v1", "v1"))[0]).toBe("linked");
  const parted = explained(broadband, broadband, [{ base: "v1", revised: null }]);
  expect(codes(parted.ofClauses("v1", "v1"))).toEqual(["linked", "shares-no-words", "base-removed", "revised-added"]);
});

test("names a person's refusal of the two clauses, and no refusal of others", () => {
  const refusal: ClauseLink = { base: "v1", revised: "v1", isRefusal: true };
  const { ofClauses } = explained(`${broadband}\n${exchange}`, `${broadband}\n${exchange}`, [refusal]);
  expect(codes(ofClauses("v1", "v1"))[0]).toBe("refused");
  expect(codes(ofClauses("v1", "v1"))).not.toContain("linked");
  expect(codes(ofClauses("v1", "v2"))).not.toContain("refused");
  expect(codes(ofClauses("v2", "v1"))).not.toContain("refused");
});

test.each([
  ["revised", "v2", "v1"],
  ["base", "v1", "v2"],
])("names a person's link of the %s clause to another one", (_side, from, to) => {
  const { ofClauses } = explained(`${broadband}\n${culture}`, `${exchange}\n${culture}`, [
    { base: "v1", revised: "v1" },
  ]);
  expect(codes(ofClauses(from, to))[0]).toBe("linked");
  expect(codes(ofClauses("v2", "v2"))).not.toContain("linked");
});

test("says of two clauses with other partners that they share too little, and quotes the longest part", () => {
  const { ofClauses } = explained(
    `${broadband}, and that every State gains from it. ${culture}\n${exchange}`,
    `${broadband}, and that every State gains from it.\n${exchange}. ${culture}`,
  );
  expect(ofClauses("v1", "v2").reasons.slice(0, 2)).toEqual([
    { code: "too-little-shared", params: { shared: 11, base: 29, revised: 22 } },
    { code: "longest-shared", params: { quote: culture } },
  ]);
});

const spectrum = "regulators publish the fees for spectrum licences before an auction opens";
const reworded = "fees of licences for spectrum should have been made public by the regulator, prior to any sale";

test("quotes 80 characters of a long shared passage at most, up to a whole word", () => {
  const { ofClauses } = explained(`${broadband} and ${culture}`, `${broadband} and ${culture}, too`);
  const [quote] = ofClauses("v1", "v1").reasons.flatMap(({ params }) => params["quote"] ?? []);
  expect(quote).toBe("that broadband networks are a driver of growth in every economy and the…");
});

test("names the rare words that two clauses share, and the probability that they are the same", () => {
  const { ofClauses, comparison } = explained(`${spectrum}\n${exchange}`, `${exchange}\n${culture}\n${reworded}`);
  expect(comparison.candidates).toMatchObject([{ base: "v1", revised: ["v3"] }]);
  const { paired, reasons } = ofClauses("v1", "v3");
  expect(paired).toBe(false);
  expect(reasons).toContainEqual({ code: "shares-rare-words", params: { words: "fees, spectrum, licences" } });
  const percent = Math.round(100 * comparison.candidates[0]!.scores[0]!);
  expect(reasons).toContainEqual({ code: "may-have-become", params: { clause: "+3", percent } });
});

test("names what a clause without a partner may have become or come from", () => {
  const { ofPair, comparison } = explained(`${spectrum}\n${exchange}`, `${exchange}\n${culture}\n${reworded}`);
  const reasonsOf = (relation: string): string[] =>
    codes(ofPair(comparison.pairs.find((pair) => pair.relation === relation)!));
  expect(reasonsOf("removed")).toContain("may-have-become");
  expect(reasonsOf("removed")).not.toContain("may-come-from");
  const added = comparison.pairs.find(({ revised }) => revised.includes("v3"))!;
  expect(codes(ofPair(added))).toContain("may-come-from");
});

test("throws for a clause that does not exist", () => {
  expect(() => explained(broadband, broadband).ofClauses("v9", "v1")).toThrow(RangeError);
});
