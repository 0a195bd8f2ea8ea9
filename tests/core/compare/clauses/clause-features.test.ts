import fc from "fast-check";
import { ClauseFeatures, type ClausesBySide, type Side } from "#core/compare/clauses/clause-features.ts";
import { readTexts } from "#core/compare/compared-texts.ts";
import { version } from "../versions.ts";

const sides = ["base", "revised"] as const;
const word = fc.constantFrom(..."broadband spectrum licence auction the of policy policies 频谱".split(" "));
const text = fc.array(
  fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" ")),
  { minLength: 2, maxLength: 6 },
);

/** Reads the features of two texts. The counterparts of the first clauses of each are looked for. */
function featuresOf([base, revised]: readonly [string[], string[]], open: number) {
  const { words } = readTexts(version(base.join("\n")), version(revised.join("\n")));
  const openIn = (clauses: readonly string[]): number[] => [...clauses.keys()].slice(0, open);
  const clauses: ClausesBySide = { base: openIn(base), revised: openIn(revised) };
  return { features: new ClauseFeatures(words, clauses), counts: { base: base.length, revised: revised.length } };
}

/** Returns the clauses that are listed with a feature. */
function clausesWith(features: ClauseFeatures, side: Side, feature: number): number[] {
  const { starts, clauses } = features.index[side];
  return [...clauses.subarray(starts[feature], starts[feature + 1])];
}

test("lists a feature with every clause that has it, once, whether or not the clause's counterpart is looked for", () => {
  fc.assert(
    fc.property(fc.tuple(text, text), fc.integer({ min: 1, max: 3 }), (texts, open) => {
      const { features, counts } = featuresOf(texts, open);
      for (const side of sides) {
        const having = Array.from(features.holders, (): number[] => []);
        for (let clause = 0; clause < counts[side]; clause += 1) {
          for (const feature of new Set(features.of(side, clause).numbered)) having[feature]?.push(clause);
        }
        expect(having.map((_, feature) => clausesWith(features, side, feature))).toEqual(having);
      }
    }),
  );
});

test("counts the clauses of both texts that have a feature", () => {
  fc.assert(
    fc.property(fc.tuple(text, text), fc.integer({ min: 1, max: 3 }), (texts, open) => {
      const { features } = featuresOf(texts, open);
      const listed = [...features.holders.keys()].map((feature) =>
        sides.flatMap((side) => clausesWith(features, side, feature)),
      );
      expect([...features.holders]).toEqual(listed.map((clauses) => clauses.length));
    }),
  );
});

test("numbers only features that several clauses have, or that one clause repeats", () => {
  const { features } = featuresOf(
    [
      ["spectrum auction", "broadband"],
      ["spectrum licence licence", "policy"],
    ],
    2,
  );
  expect([...features.holders].sort()).toEqual([1, 2]);
});

test("gives a feature of fewer clauses more weight", () => {
  const rare = ["spectrum", "broadband", "broadband"];
  const { features } = featuresOf([rare, ["spectrum", "broadband", "licence"]], 3);
  const [few, many] = [features.holders.indexOf(2), features.holders.indexOf(3)];
  expect(features.rarity[few]).toBeGreaterThan(features.rarity[many]!);
});

test("counts a word by its first letters, so that inflected forms are the same", () => {
  const { features } = featuresOf(
    [
      ["policy", "auction"],
      ["policies", "licence"],
    ],
    2,
  );
  expect([...features.holders]).toEqual([2]);
});

test.each([
  ["takes", "sixth", "policymaker", "policyholder", [2]],
  ["does not take", "fifth", "policy", "polite", []],
])("%s words that differ first in the %s letter for the same", (_case, _letter, own, other, holders) => {
  const { features } = featuresOf(
    [
      [own, "auction"],
      [other, "licence"],
    ],
    2,
  );
  expect([...features.holders]).toEqual(holders);
});

test.each([
  ["counts", "a Chinese character", "频 auction", "频 licence", [2]],
  ["does not count", "a word of 3 letters", "fee auction", "fee licence", []],
  ["counts", "a word of 4 letters", "fees auction", "fees licence", [2]],
])("%s %s by itself", (_case, _word, own, other, holders) => {
  expect([...featuresOf([[own], [other]], 1).features.holders]).toEqual(holders);
});

test("finds each word and each two neighbouring words of a long text again in the other text", () => {
  const letters = "abcdefghijklmnopqrstuvwxyz".split("");
  const many = letters.flatMap((one) =>
    letters.flatMap((two) => letters.slice(0, 8).map((three) => one + two + three)),
  );
  const text = version(
    letters
      .map((letter) =>
        many
          .filter((word) => word.startsWith(letter))
          .map((word) => `${word}tion`)
          .join(" "),
      )
      .join("\n"),
  );
  const { words } = readTexts(text, text);
  const { holders, index } = new ClauseFeatures(words, { base: [...letters.keys()], revised: [] });
  expect(holders).toHaveLength(2 * many.length - letters.length);
  expect(holders.every((count) => count === 2)).toBe(true);
  expect([...index.revised.starts]).toEqual(Array.from({ length: holders.length + 1 }, (_, feature) => feature));
});
