import { compare } from "#core/compare/compare.ts";
import { compareVia } from "#core/compare/compare-via.ts";
import { repeatedReplacements } from "#core/compare/repeated-replacements.ts";
import { version } from "./versions.ts";

const broadband = "that broadband networks are a driver of growth in every economy";
const exchange = "that Internet exchange points lower the price of transit for all";
const culture = "the importance of local content and of languages on the network";

test("treats a few words deleted and inserted again later as new words", () => {
  const [base, revised] = [version(`${broadband}. It is so agreed.`), version(`${broadband}. It is so agreed.`)];
  const between = version(`${broadband}. ${culture}.`);
  const { comparison, steps, returned } = compareVia(base, [between], revised);
  expect({ steps, returned }).toEqual({ steps: 2, returned: 0 });
  expect(comparison.stats.words).toMatchObject({ deleted: 4, inserted: 4 });
  expect(compare(base, revised).stats.words.deleted).toBe(0);
});

test("keeps a word that was replaced for one draft in the middle of a sentence", () => {
  const [base, between] = [version(exchange), version(exchange.replace("lower", "raise"))];
  const { comparison, returned } = compareVia(base, [between], version(exchange));
  expect(returned).toBe(1);
  expect(comparison.stats.words.deleted).toBe(0);
});

test("pairs a clause that was missing for one draft with itself", () => {
  const clauses = `${broadband}\n${exchange}\n${culture}`;
  const { comparison } = compareVia(version(clauses), [version(`${broadband}\n${culture}`)], version(clauses));
  expect(comparison.pairs.map(({ relation }) => relation)).toEqual(["1:1", "1:1", "1:1"]);
});

test("mirrors a comparison through intermediate versions when the sides are swapped", () => {
  const [one, two, three] = [
    version(`${broadband}\n${exchange}\n${culture}`),
    version(`${culture}\n${broadband}`),
    version(`${exchange}\n${broadband} at last\n${culture}`),
  ];
  const there = compareVia(one, [two], three);
  const back = compareVia(three, [two], one);
  expect(back).toMatchObject({ followed: there.followed, returned: there.returned });
  const mirrored = back.comparison.kept.map(([a, b, c, d]) => [c, d, a, b]).sort(([a = 0], [b = 0]) => a - b);
  expect(mirrored).toEqual(there.comparison.kept);
});

test("keeps a long passage that was missing for one draft", () => {
  const passage = [broadband, exchange, culture].join(", ");
  const { comparison, returned } = compareVia(
    version(`It was agreed.\n${passage}`),
    [version("It was agreed.")],
    version(`It was agreed.\n${passage}`),
  );
  expect(returned).toBeGreaterThan(25);
  expect(comparison.stats.words.deleted).toBe(0);
});

test("equals the direct comparison without intermediate versions", () => {
  const [base, revised] = [version(`${broadband}\n${exchange}`), version(`${exchange}\n${culture}`)];
  expect(compareVia(base, [], revised)).toMatchObject({ comparison: compare(base, revised), steps: 1, returned: 0 });
});

test("groups a name shortened everywhere as one replacement with its changes", () => {
  const text = [broadband, exchange, culture].map((line) => `The World Policy Forum notes ${line}.`).join("\n");
  const [base, revised] = [version(text), version(text.replaceAll("World Policy Forum", "WPF"))];
  expect(repeatedReplacements(base, revised, compare(base, revised))).toEqual([
    { base: "World Policy Forum", revised: "WPF", changes: [0, 1, 2] },
  ]);
});
