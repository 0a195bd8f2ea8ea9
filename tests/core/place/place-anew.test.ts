import { anchor, describe as describeRange } from "#core/place/anchor.ts";
import { placeTarget } from "#core/place/carry-forward.ts";
import { placeAnew } from "#core/place/place-anew.ts";
import type { Placed } from "#core/place/place-range.ts";
import { type TextMapping, textMappingOf } from "#core/place/text-mapping.ts";
import type { Target } from "#core/discuss/target.ts";
import { compareVia } from "#core/lineage/compare-via.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf, type ClauseInShort } from "../../support/draft.ts";

const heading: ClauseInShort = ["verb", null, "considering"];
const recitals = [
  "that exchange points keep regional traffic local and lower the cost of access for schools and hospitals;",
  "that an open process with all stakeholders leads to policies that more people accept and apply;",
  "that translation of documents into six languages is a heavy burden on the budget of small bureaus;",
];
const operatives: readonly ClauseInShort[] = [
  ["verb", null, "invites Member States"],
  ["operative", "1", "to support the building of exchange points in every region by the end of the decade;"],
  ["operative", "2", "to send delegates to each of the workshops that are held before the next Forum."],
];
const lost =
  "that every administration publishes a yearly report on the cost of transit to the exchange points of its region;";

/** Labels recitals "a)", "b)" and so on, and adds the operative paragraphs. */
function draft(texts: readonly string[], more: readonly ClauseInShort[] = operatives): VersionText {
  const labelled = texts.map((text, index) => ["recital", `${"abcdefg".charAt(index)})`, text] as const);
  return versionTextOf(draftOf([heading, ...labelled, ...more]));
}

const [first = "", second = "", third = ""] = recitals;
const home = draft([first, lost, second, third]);
const without = draft([first, second, third]);

const clause: Target = { kind: "clause", clause: "c3" };
const quoted = (quote: string, version = home): Target => {
  const start = version.text.indexOf(quote);
  return describeRange(version, start, start + quote.length);
};
const words = quoted("publishes a yearly report");

/** Places a target on the last of the drafts after its own. Also returns the comparisons made: "draft since". */
async function place(target: Target, drafts: readonly VersionText[]): Promise<{ placed: Placed; made: string[] }> {
  const mappings = new Map<string, TextMapping>();
  const { placed } = await placeAnew(target, { count: drafts.length, furthest: 8 }, (version, since) => {
    const revised = drafts[version]!;
    const name = `${String(version)} ${String(since)}`;
    const { comparison } = compareVia(home, drafts.slice(since, version), revised);
    const mapping = mappings.get(name) ?? textMappingOf(home, revised, comparison);
    mappings.set(name, mapping);
    return Promise.resolve({ placed: placeTarget(target, mapping), mapping });
  });
  return { placed, made: [...mappings.keys()] };
}

/** Follows a target through all drafts, as before. */
function followed(target: Target, drafts: readonly VersionText[]): Placed {
  const revised = drafts.at(-1)!;
  return placeTarget(target, textMappingOf(home, revised, compareVia(home, drafts.slice(0, -1), revised).comparison));
}

/** Names the clauses of a placement. */
function clausesOf({ targets }: Placed, version: VersionText): string[] {
  return targets.map((target) => {
    const [start] = anchor(version, target)!;
    return version.clauses.find((one) => one.start <= start && start <= one.end)!.citation;
  });
}

const reworded =
  "that every administration publishes each year a full report on the cost of transit to exchange points of its region;";
const article: readonly ClauseInShort[] = [...operatives, ["operative", "3", lost]];

describe("a comment whose clause one or more drafts lacked is found again", () => {
  const back: [string, VersionText, string][] = [
    ["with the same words", draft([first, lost, second, third]), "considering b)"],
    ["reworded", draft([first, reworded, second, third]), "considering b)"],
    ["under another number", draft([first, second, third, lost]), "considering d)"],
    ["in another article", draft([first, second, third], article), "invites Member States 3"],
  ];
  for (const missing of [1, 3]) {
    test.each(back)(`after ${String(missing)}, %s`, async (_how, last, citation) => {
      const drafts = [...Array.from({ length: missing }, () => without), last];
      for (const target of [clause, words]) {
        const { placed } = await place(target, drafts);
        expect([placed.state === "approximate", clausesOf(placed, last)]).toEqual([false, [citation]]);
      }
    });
  }
});

test("is unplaced on each draft that lacks its clause", async () => {
  for (const drafts of [[without], [without, without], [home, without], [without, home, without]]) {
    expect((await place(words, drafts)).placed.state).toBe("orphan");
  }
});

const decoy =
  "that every administration publishes a yearly list of the fees for courses on the exchange of data in its region;";
const guessed = draft([first, decoy, second, third]);
const both = draft([first, decoy, second, third, lost]);

test("a wrong guess on one draft does not reach the next one", async () => {
  const drafts = [guessed, both];
  for (const target of [clause, words, quoted("the cost of transit")]) {
    const before = followed(target, drafts);
    const { placed } = await place(target, drafts);
    expect([clausesOf(before, both).includes("considering b)"), clausesOf(placed, both)]).toEqual([
      true,
      ["considering e)"],
    ]);
  }
});

test("a comment is followed from the draft where it was found again, not through drafts that lacked it", async () => {
  const steps = [
    lost,
    "that every administration publishes a short yearly report on the price of transit to the exchange points of its area;",
    "that each ministry publishes a short yearly paper on the price of links to the larger exchange points of its area;",
  ].map((text) => draft([first, second, third, text]));
  const drafts = [without, ...steps];
  const target = quoted("report on the cost of transit to the exchange points");
  expect(followed(target, drafts).state).toBe("orphan");
  const { placed, made } = await place(target, drafts);
  expect(placed).toMatchObject({ state: "clause-moved", reason: { params: { replaced: 3, total: 10 } } });
  expect(clausesOf(placed, drafts.at(-1)!)).toEqual(["considering d)"]);
  expect(made).toContain("3 1");
});

test("examines no more versions than allowed", async () => {
  const made: number[] = [];
  const drafts = [without, without, without, without];
  await placeAnew(words, { count: drafts.length, furthest: 1 }, (version, since) => {
    made.push(version);
    const { comparison } = compareVia(home, drafts.slice(since, version), without);
    const mapping = textMappingOf(home, without, comparison);
    return Promise.resolve({ placed: placeTarget(words, mapping), mapping });
  });
  expect(new Set(made)).toEqual(new Set([3, 2]));
});

test("needs one comparison if the clause is unchanged, and two if both find the same text", async () => {
  expect((await place(words, [home, home, home])).made).toEqual(["2 0"]);
  const edited = draft([first, lost.replace("every administration", "each administration"), second, third]);
  expect((await place(words, [edited, edited, edited])).made).toEqual(["2 0", "2 2"]);
});
