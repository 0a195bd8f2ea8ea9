import { compare } from "#core/compare/compare.ts";
import { compareTexts, compareVia, relate } from "#core/lineage/compare-via.ts";
import { repeatedReplacements } from "#core/compare/changes/notable-changes.ts";
import { clauseAt } from "#core/text/clause.ts";
import { textOf } from "../compare/aligned-options.ts";
import { broadband, culture, exchange } from "../compare/sample-clauses.ts";
import { version } from "../compare/versions.ts";

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

const ignorance =
  "What holds the change back is not ignorance but arithmetic: whoever moves first pays, and the benefit comes when others follow";
const arithmetic =
  "It is arithmetic and not ignorance that delays such a change, because whoever is first pays while the benefit comes to others";

describe("single words of a rewritten sentence", () => {
  const [base, revised] = [version(ignorance), version(arithmetic)];
  const kept = (vias: string[]): string[] =>
    compareVia(
      base,
      vias.map((via) => version(via)),
      revised,
    ).comparison.kept.map(([start, end]) => base.text.slice(start, end));

  test("are kept in a direct comparison", () => {
    expect(kept([])).toContain("arithmetic");
    expect(compareVia(base, [], revised).comparison).toEqual(compare(base, revised));
  });

  test("are not kept if the steps through the versions in between did not keep them", () => {
    expect(kept(["Nobody knows why it is so slow, as no two networks ever agree on this"])).not.toContain("arithmetic");
  });
});

test("gives the words of a text to the option that became it in a draft in between", () => {
  const options = [
    "2|",
    "  Option 1| Developed Parties shall provide financial resources to other Parties that operate exchange points, in addition to earlier ones.",
    "  Option 2| All Parties able to do so shall provide financial resources to other Parties that operate exchange points.",
  ];
  const chosen =
    "2| All Parties who are able so shall provide financial resources to other Parties that operate exchange points, in addition.";
  const rewritten =
    "2| The meeting decides in May of each year who shall provide financial resources to other Parties that operate exchange points, in addition, and hears the banks, the observers and the secretariat on the costs of networks in the islands, on the prices of transit and of power, on the languages of local content and on whatever else its chair thinks fit to discuss, with no vote and without delay.";
  const added = [`7| ${broadband}`, `8| ${exchange}`, `9| ${culture}`];
  const [base, first, second, revised] = [
    textOf([`1| ${culture}`, ...options]),
    textOf([...added, ...options]),
    textOf([...added, chosen]),
    textOf([...added, rewritten]),
  ];
  const { kept } = compareVia(base, [first, second], revised).comparison;
  const at = revised.text.indexOf("shall provide");
  const [from = -1] = kept.find(([, , start, end]) => start <= at && at < end) ?? [];
  expect(clauseAt(base.clauses, from)?.label).toBe("Option 2");
  const back = compareVia(revised, [second, first], base).comparison.kept;
  const [, , to = -1] = back.find(([start, end]) => start <= at && at < end) ?? [];
  expect(clauseAt(base.clauses, to)?.label).toBe("Option 2");
});

test("compares two texts through those in between, with people's links of the texts and of each step", () => {
  const [base, between, revised] = [
    `${broadband}\n${culture}`,
    `${culture}\n${exchange}`,
    `${exchange}\n${culture}`,
  ].map((text) => version(text));
  if (!base || !between || !revised) throw new Error("Three drafts are needed");
  const links = [{ base: "v1", revised: "v1" }];
  const stepLinks = [[{ base: "v1", revised: "v2" }], []];
  const steps = [relate(base, between, stepLinks[0]), relate(between, revised)];
  const compared = compareTexts(base, revised, { steps, links });
  expect(compared).toEqual(compareVia(base, [between], revised, { links, stepLinks }));
  expect(compared.comparison.pairs[0]).toMatchObject({ base: ["v1"], revised: ["v1"], score: 1 });
  expect(compared.followed).not.toBe(compareVia(base, [between], revised).followed);
});
