import { compare, type CompareOptions } from "#core/compare/compare.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { redlineOf } from "#core/compare/redline.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import type { VersionText } from "#core/text/clause.ts";
import { read } from "../../text/typed-draft.ts";
import { mirrored } from "../comparison-laws.ts";

const aims = [
  "Article 8 Aims",
  "1. The aim of this Agreement is access to shared networks for all operators.",
  "2. Each Party shall publish a plan for its networks every two years.",
];
const review = ["Article 11 Review", "1. The Parties shall review this Agreement every five years."];

const first =
  "Developed Parties shall provide financial resources to other Parties that operate exchange points, in addition to earlier ones.";
const second =
  "All Parties able to do so shall provide financial resources to other Parties that operate exchange points.";

function finance(...lines: string[]): VersionText {
  return versionTextOf(
    read([...aims, "Article 9 Finance", "1. Each Party shall contribute by its means.", ...lines, ...review]),
  );
}

const base = finance(`2. Option 1: ${first}`, `Option 2: ${second}`, "Option 3: No text", "3. The fund shall report.");

/** Lists the pairs whose base or revised clause is cited below an article: "9.2, Option 2 → 9.2". */
function pairsOf(from: VersionText, to: VersionText, comparison: Comparison, article: string): string[] {
  const cited = (version: VersionText, ids: readonly string[]): string =>
    ids
      .map((id) => version.clauses.find((clause) => clause.id === id)?.citation.replace("Art. ", "") ?? "")
      .join(" + ");
  return comparison.pairs
    .map((pair) => `${cited(from, pair.base)} → ${cited(to, pair.revised)}`)
    .filter((line) => line.includes(`${article}.`) || line.includes(`${article},`));
}

/** Returns the base words that a stretch of the revised text keeps. */
function originOf(from: VersionText, to: VersionText, { kept }: Comparison, phrase: string): string {
  const at = to.text.indexOf(phrase);
  const range = kept.find(([, , start, end]) => start <= at && at < end);
  return from.clauses.find(({ start, end }) => range && start <= range[0] && range[0] < end)?.citation ?? "none";
}

test("pairs the option that became the text, and the number it was an option of", () => {
  const revised = finance(`2. ${second.replace("All Parties", "Parties")}`, "3. The fund shall report.");
  const comparison = compare(base, revised);
  expect(pairsOf(base, revised, comparison, "9")).toEqual([
    "9.1 → 9.1",
    "9.2, Option 2 → 9.2",
    "9.3 → 9.3",
    "9.2 → ",
    "9.2, Option 1 → ",
    "9.2, Option 3 → ",
  ]);
  expect(comparison.choices).toEqual([
    {
      side: "base",
      opener: "art-9.2",
      options: ["art-9.2-option-1", "art-9.2-option-2", "art-9.2-option-3"],
      chosen: "art-9.2-option-2",
      text: ["art-9.2"],
      paired: [],
    },
  ]);
});

test("gives no words of the text to another option that has them too", () => {
  // More words in a row are those of Option 1, but as a whole the text is Option 2.
  const text =
    "2. Parties able to do so shall provide financial resources to other Parties that operate exchange points, in addition.";
  const revised = finance(text, "3. The fund shall report.");
  const comparison = compare(base, revised);
  expect(originOf(base, revised, comparison, "shall provide financial")).toBe("Art. 9.2, Option 2");
});

test("keeps a passage that only another option has", () => {
  const passage = "and shall inform the secretariat of these resources every year";
  const longer = `${second.slice(0, -1)}, at least in the amounts that the meeting of the Parties has agreed for them.`;
  const mixed = finance(`2. Option 1: ${first.slice(0, -1)} ${passage}.`, `Option 2: ${longer}`);
  const revised = finance(`2. ${longer.slice(0, -1)} ${passage}.`);
  const comparison = compare(mixed, revised);
  expect(originOf(mixed, revised, comparison, "inform the secretariat")).toBe("Art. 9.2, Option 1");
  expect(originOf(mixed, revised, comparison, "All Parties able")).toBe("Art. 9.2, Option 2");
});

test("is the same in the other direction, where a text becomes one of several options", () => {
  const revised = finance(`2. ${second.replace("All Parties", "Parties")}`, "3. The fund shall report.");
  const comparison = compare(revised, base);
  expect(comparison.choices).toMatchObject([{ side: "revised", chosen: "art-9.2-option-2", text: ["art-9.2"] }]);
  expect(comparison.choices).toEqual(mirrored(compare(base, revised)).choices);
});

test("pairs the paragraphs of an option one by one", () => {
  const options = [
    "Article 10 Compliance",
    "Option 1",
    "1. A committee is hereby established to promote compliance with the provisions of this Agreement.",
    "2. The committee shall consist of twelve members elected by the meeting of the Parties.",
    "Option 2",
    "1. A mechanism to facilitate implementation of the provisions of this Agreement is hereby established.",
    "2. The mechanism shall be expert-based and shall function in a transparent manner.",
  ];
  const from = versionTextOf(read([...aims, ...options, ...review]));
  const chosen = [
    "Article 10 Compliance",
    "1. A mechanism to facilitate implementation of and promote compliance with the provisions of this Agreement is hereby established.",
    "2. The mechanism shall be expert-based and shall work in a transparent manner.",
  ];
  const to = versionTextOf(read([...aims, ...chosen, ...review]));
  const comparison = compare(from, to);
  expect(pairsOf(from, to, comparison, "10").slice(0, 2)).toEqual([
    "10, Option 2 + 10, Option 2, para 1 → 10.1",
    "10, Option 2, para 2 → 10.2",
  ]);
  expect(comparison.choices).toMatchObject([{ chosen: "art-10-option-2", text: ["art-10.1", "art-10.2"] }]);
});

test("aligns options that stay options by their text, although their numbers changed", () => {
  const revised = finance(`2. Option 1: ${second}`, "Option 2: No text", "3. The fund shall report.");
  const comparison = compare(base, revised);
  expect(pairsOf(base, revised, comparison, "9")).toEqual(
    expect.arrayContaining(["9.2, Option 2 → 9.2, Option 1", "9.2, Option 3 → 9.2, Option 2", "9.2, Option 1 → "]),
  );
  expect(comparison.choices).toEqual([]);
});

test("draws every clause once", () => {
  const revised = finance(`2. ${second}`, "3. The fund shall report.");
  const drawn = redlineOf(base, revised, compare(base, revised)).flatMap((row) => row.base ?? []);
  expect(drawn).toEqual(base.clauses.map(({ id }) => id));
});

test("reports options that were all deleted", () => {
  const revised = finance("3. The fund shall report.");
  expect(compare(base, revised).choices).toMatchObject([{ side: "base", chosen: null, text: [] }]);
});

test("follows a person's link to another option", () => {
  const revised = finance(`2. ${second}`, "3. The fund shall report.");
  const links: CompareOptions = { links: [{ base: "art-9.2-option-1", revised: "art-9.2" }] };
  const comparison = compare(base, revised, links);
  expect(pairsOf(base, revised, comparison, "9")).toContain("9.2, Option 1 → 9.2");
  expect(originOf(base, revised, comparison, "shall provide financial")).toBe("Art. 9.2, Option 1");
});

test("proposes no candidates for an option that was not chosen", () => {
  const revised = finance(`2. ${second}`, "3. The fund shall report.");
  expect(compare(base, revised).candidates.map((found) => found.base)).not.toContain("art-9.2-option-1");
});

test("pairs a number whose options were all deleted with the new text in its place", () => {
  const revised = finance("2. The meeting of delegates settles who bears these costs.", "3. The fund shall report.");
  const comparison = compare(base, revised);
  expect(pairsOf(base, revised, comparison, "9")).toContain("9.2 → 9.2");
  expect(comparison.choices).toMatchObject([{ opener: "art-9.2", chosen: null, text: ["art-9.2"] }]);
});

test("pairs the numbers of options that stay options", () => {
  const revised = finance(`2. Option 1: ${first}`, `Option 2: ${second} They report.`, "3. The fund shall report.");
  expect(pairsOf(base, revised, compare(base, revised), "9")).toContain("9.2 → 9.2");
});

test("takes a long list of options for no choice", () => {
  const lines = Array.from(
    { length: 60 },
    (_, at) => `Option ${String(at + 1)}: The Party of region ${String(at)} pays.`,
  );
  const [from, to] = [finance(...lines), finance("2. The Party of region 7 pays for the exchange points.")];
  expect(compare(from, to).choices).toEqual([]);
});

test("a reworded title is as certain as the paragraphs that its article kept, and less with few of them", () => {
  const score = (paragraphs: readonly string[]): number | undefined => {
    const [from, to] = ["Article 9 Funds", "Article 9 Resources"].map((title) =>
      versionTextOf(read([...aims, title, ...paragraphs, ...review])),
    );
    return compare(from ?? base, to ?? base).pairs.find(({ base: [id] }) => id === "art-9")?.score;
  };
  const paragraphs = ["1. Each Party shall contribute by its means.", "2. The fund reports.", "3. It meets yearly."];
  expect(score(paragraphs)).toBeCloseTo(0.75);
  expect(score(paragraphs.slice(0, 1))).toBeCloseTo(0.5);
});

test("lists no option that was not chosen as a possible counterpart", () => {
  const revised = finance(`2. ${second.replace("All Parties", "Parties")}`, "3. The fund shall report.");
  expect(compare(base, revised).candidates).toEqual([]);
  expect(compare(revised, base).origins).toEqual([]);
});

test("names the side of the options, whichever text is longer", () => {
  const revised = finance(`2. ${second.replace("All Parties", "Parties")}`, "3. The fund shall report.");
  const longer = finance(
    `2. ${second.replace("All Parties", "Parties")}`,
    "3. The fund shall report.",
    `4. ${"The secretariat translates summaries of contributions into six languages. ".repeat(8)}`,
  );
  for (const other of [revised, longer]) {
    expect(compare(base, other).choices).toMatchObject([{ side: "base" }]);
    expect(compare(other, base).choices).toMatchObject([{ side: "revised" }]);
  }
});
