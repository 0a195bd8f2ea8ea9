import fc from "fast-check";
import { anchor } from "#core/place/anchor.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import { mostOccurrences, occurrencesOf } from "#core/place/occurrences.ts";
import { targetHits, targetsBehind } from "#core/place/settled-placement.ts";
import type { Target } from "#core/discuss/target.ts";
import { compare } from "#core/compare/compare.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";
import { lookedFor } from "./carried.ts";

const versionOf = (...texts: string[]): VersionText =>
  versionTextOf(draftOf(texts.map((text, index) => ["paragraph", `1.${String(index + 1)}`, text] as const)));

test.each<[string, string, string[]]>([
  ["the internet", "The Internet, and the  internet of things", ["The Internet", "the  internet"]],
  ["net", "net, network, internet, net.", ["net", "net"]],
  ["[text]", "Some [text] and text", ["[text]"]],
  ["互联网", "关于互联网的意见，互联网", ["互联网", "互联网"]],
  [" The  Net ", "the network, the net", ["the net"]],
  ["a net", "a network, a net", ["a net"]],
  ["cafe\u0301", "the café, the cafés", ["café"]],
  ["", "anything", []],
  [" ", "any thing", []],
])("finds %j in %j only as whole words", (phrase, text, hits) => {
  const version = versionOf(text);
  expect(occurrencesOf(version, phrase).map(({ quote }) => quote.exact)).toEqual(hits);
});

test("does not match a phrase across clauses", () => {
  expect(occurrencesOf(versionOf("the fund", "the fund is"), "fund the")).toEqual([]);
});

test("returns only the first occurrences of very frequent text", () => {
  expect(occurrencesOf(versionOf("a ".repeat(mostOccurrences + 5)), "a")).toHaveLength(mostOccurrences);
});

test("finds only text that equals the phrase except for case", () => {
  const words = fc.array(fc.constantFrom("Net", "net", "work", "a.b", "(x)", "İ", "ß"), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(words, fc.constantFrom("net", "a.b", "(x)", "net work"), (all, phrase) => {
      const version = versionOf(all.join(" "));
      for (const target of occurrencesOf(version, phrase)) {
        const range = anchor(version, target);
        expect(range && version.text.slice(...range).toLowerCase()).toBe(phrase);
      }
    }),
  );
});

const base = versionOf(
  "The broadband fund pays for access in towns and villages.",
  "A review of the broadband fund is made every second year.",
  "Reports on the broadband fund are sent to all members.",
);
const revised = versionOf(
  "The broadband fund pays for access in towns and villages.",
  "A review of the connectivity fund is made every second year.",
  "Reports are sent to all members.",
  "New entrants may apply to the broadband fund at any time.",
);

test("reports each hit as unchanged, changed or gone, and lists new occurrences", () => {
  const { hits, others } = targetHits(
    lookedFor(occurrencesOf(base, "broadband fund"), textMappingOf(base, revised, compare(base, revised))),
  );
  expect(hits.map(({ outcome, words }) => [outcome, words])).toEqual([
    ["stands", "broadband fund"],
    ["changed", "fund"],
    ["gone", ""],
  ]);
  expect(others.map(({ start }) => start.clause)).toEqual(["c4"]);
});

test("reports text that its clause has lost as gone, with the clause as its place", () => {
  const [from, to] = [
    versionOf("Reports are sent to all members before every meeting."),
    versionOf("Reports are sent to all members."),
  ];
  const targets = occurrencesOf(from, "before every meeting");
  expect(targetHits(lookedFor(targets, textMappingOf(from, to, compare(from, to)))).hits).toMatchObject([
    { outcome: "gone", state: "clause-only", places: [{ kind: "clause", clause: "c1" }], words: "" },
  ]);
});

test("does not look for new occurrences when the targets quote different text", () => {
  const targets = [...occurrencesOf(base, "broadband fund"), ...occurrencesOf(base, "villages")];
  const { hits, others } = targetHits(lookedFor(targets, textMappingOf(base, revised, compare(base, revised))));
  expect(hits).toHaveLength(4);
  expect(others).toEqual([]);
});

test.each([
  [1, []],
  [2, ["c3", "c4"]],
])("lists new occurrences of the text of %i targets only if there are several", (count, others) => {
  const targets = occurrencesOf(base, "broadband fund").slice(0, count);
  const both = versionOf(...base.text.split("\n"), "Apply to the Broadband Fund.");
  const found = targetHits(lookedFor(targets, textMappingOf(base, both, compare(base, both)))).others;
  expect(found.map(({ start }) => start.clause)).toEqual(others);
});

test("compares the text of targets without regard to case", () => {
  const [lower, upper] = ["The fund pays.", "Fund the rest."];
  const version = versionOf(lower, upper);
  const longer = versionOf(lower, upper, "A fund more.");
  const { others } = targetHits(
    lookedFor(occurrencesOf(version, "fund"), textMappingOf(version, longer, compare(version, longer))),
  );
  expect(others.map(({ start }) => start.clause)).toEqual(["c3"]);
});

test("reports text that only its wording places as unsure", () => {
  const [target] = occurrencesOf(base, "pays for access in towns and villages");
  const { hits } = targetHits(
    lookedFor([target!], textMappingOf(base, revised, { ...compare(base, revised), pairs: [], kept: [] })),
  );
  expect(hits).toMatchObject([{ outcome: "unsure", state: "approximate", words: target!.quote.exact }]);
});

test("assigns both parts of a split clause to its target, and nothing to a deleted one", () => {
  const [traffic, cost] = [
    "Exchange points keep regional traffic local.",
    "They lower the cost of access for small providers, schools and hospitals far from any large city.",
  ];
  const [deleted, kept] = [
    "The broadband fund pays for access in towns and villages.",
    "Reports are sent to all members.",
  ];
  const [before, after] = [versionOf(deleted, `${traffic} ${cost}`, kept), versionOf(traffic, cost, kept)];
  const targets = ["c1", "c2", "c3"].map((clause): Target => ({ kind: "clause", clause }));
  const mapping = textMappingOf(before, after, compare(before, after));
  expect(targetsBehind(lookedFor(targets, mapping))).toEqual([1, 1, 2]);
  const { hits, others } = targetHits(lookedFor(targets, mapping));
  expect(hits.map(({ outcome, words }) => [outcome, words])).toEqual([
    ["gone", ""],
    ["changed", `${traffic}\n${cost}`],
    ["stands", kept],
  ]);
  expect(others).toEqual([]);
});
