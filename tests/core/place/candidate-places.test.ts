import fc from "fast-check";
import { anchor, describe as describeRange } from "#core/place/anchor.ts";
import { candidatePlaces } from "#core/place/candidate-places.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import type { Target } from "#core/discuss/target.ts";
import { compare } from "#core/compare/compare.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";
import { lookedFor } from "./carried.ts";

const base = versionTextOf(
  draftOf([
    ["verb", null, "considering"],
    ["recital", "a)", "that small networks pay much for transit to distant exchange points;"],
    ["recital", "b)", "that the translation of documents is costly,"],
  ]),
);
const wordsOf = (version: VersionText, quote: string): Target => {
  const start = version.text.indexOf(quote);
  return describeRange(version, start, start + quote.length);
};
/** Lists the candidate places on a revised version: reason, clause and text. */
const offered = (target: Target, revised: VersionText): [string, string, string][] =>
  candidatePlaces(lookedFor([target], textMappingOf(base, revised, compare(base, revised)))).map(
    ({ target: place, reason }) => {
      const range = anchor(revised, place);
      return [reason.code, String(reason.params["to"]), range ? revised.text.slice(...range) : "nowhere"];
    },
  );

const revised = versionTextOf(
  draftOf([
    ["verb", null, "considering"],
    ["recital", "a)", "that networks differ;"],
    ["recital", "b)", "that costs vary;"],
    ["verb", null, "noting"],
    ["recital", "a)", "that to translate the documents is a costly thing, as is transit to distant exchange points;"],
    ["recital", "b)", "that exchange points are few,"],
  ]),
);

test("offers every exact match of the quoted text", () => {
  expect(
    offered(wordsOf(base, "exchange points"), revised).filter(([code]) => code === "candidate-same-words"),
  ).toEqual([
    ["candidate-same-words", "noting a)", "exchange points"],
    ["candidate-same-words", "noting b)", "exchange points"],
  ]);
});

test("offers the clause paired with the target's clause even when its text differs", () => {
  const rewritten = versionTextOf(
    draftOf([
      ["verb", null, "considering"],
      ["recital", "a)", "that small networks pay much for transit to distant exchange points;"],
      ["recital", "b)", "that costs vary,"],
    ]),
  );
  expect(offered(wordsOf(base, "the translation of documents is costly"), rewritten)).toEqual([
    ["candidate-same-clause", "considering b)", "that costs vary,"],
  ]);
});

test("offers the most similar text first", () => {
  const places = offered(wordsOf(base, "the translation of documents is costly"), revised);
  expect(places[0]).toEqual(["candidate-like-words", "noting a)", "the documents is a costly"]);
});

test("offers an exact match once, although it is also the most similar text of its clause", () => {
  const moved = versionTextOf(
    draftOf([
      ["recital", "a)", "that small networks pay much for transit to some distant exchange points,"],
      ["recital", "b)", "that distant exchange points matter;"],
    ]),
  );
  expect(offered(wordsOf(base, "distant exchange points"), moved)).toEqual([
    ["candidate-same-words", "a)", "distant exchange points"],
    ["candidate-same-words", "b)", "distant exchange points"],
  ]);
});

test("offers every exact match within one clause", () => {
  const twice = versionTextOf(draftOf([["recital", "a)", "exchange points meet exchange points;"]]));
  expect(offered(wordsOf(base, "exchange points"), twice)).toEqual([
    ["candidate-same-words", "a)", "exchange points"],
    ["candidate-same-words", "a)", "exchange points"],
  ]);
});

test("offers at most five exact matches, from the beginning of the text", () => {
  const repeated = versionTextOf(
    draftOf(Array.from({ length: 7 }, () => ["paragraph", null, "distant exchange points"])),
  );
  const places = candidatePlaces(
    lookedFor([wordsOf(base, "distant exchange points")], textMappingOf(base, repeated, compare(base, repeated))),
  );
  expect(places.map(({ target }) => anchor(repeated, target)?.[0])).toEqual([0, 24, 48, 72, 96]);
  expect(new Set(places.map(({ score, reason }) => [score, reason.code].join(" ")))).toEqual(
    new Set(["1 candidate-same-words"]),
  );
});

test("finds a section by its heading, and halves the score of the paired clause", () => {
  const before = versionTextOf(
    draftOf([
      ["heading", "1", "Exchange points and distant networks"],
      ["paragraph", "1.1", "They are few."],
    ]),
  );
  const after = versionTextOf(
    draftOf([
      ["heading", "1", "Cables"],
      ["paragraph", "1.1", "They are few."],
      ["heading", "2", "Distant networks and their exchange points"],
    ]),
  );
  const comparison = compare(before, after);
  const pair = comparison.pairs.find(({ base: ids }) => ids[0] === "c1");
  const places = candidatePlaces(
    lookedFor([{ kind: "section", clause: "c1" }], textMappingOf(before, after, comparison)),
  );
  expect(places).toEqual([
    {
      targetIndex: 0,
      target: { kind: "section", clause: "c3" },
      score: expect.closeTo(0.54, 2) as number,
      reason: { code: "candidate-like-words", params: { to: "2", shared: 3, total: 5 } },
    },
    {
      targetIndex: 0,
      target: { kind: "section", clause: "c1" },
      score: (pair?.score ?? 0) / 2,
      reason: { code: "candidate-same-clause", params: { to: "1" } },
    },
  ]);
});

test("names both clauses if the paired one has another number", () => {
  const after = versionTextOf(
    draftOf([
      ["verb", null, "considering"],
      ["recital", "a)", "that costs vary,"],
    ]),
  );
  const comparison = compare(base, after);
  const pair = { ...comparison.pairs[0]!, base: ["c3"], revised: ["c2"], score: 0.6 };
  const places = candidatePlaces(
    lookedFor(
      [wordsOf(base, "the translation of documents is costly")],
      textMappingOf(base, after, { ...comparison, pairs: [pair], candidates: [] }),
    ),
  );
  expect(places).toEqual([
    {
      targetIndex: 0,
      target: { kind: "clause", clause: "c2" },
      score: 0.3,
      reason: { code: "candidate-clause", params: { from: "considering b)", to: "considering a)" } },
    },
  ]);
});

test("offers what a deleted clause may have become, with its chance, and no unlikely clause", () => {
  const after = versionTextOf(
    draftOf([
      ["verb", null, "considering"],
      ["recital", "a)", "that costs vary,"],
    ]),
  );
  const comparison = {
    ...compare(base, after),
    candidates: [{ base: "c3", revised: ["c2", "c1"], scores: [0.12, 0.08] }],
  };
  const target = wordsOf(base, "the translation of documents is costly");
  const places = candidatePlaces(lookedFor([target], textMappingOf(base, after, { ...comparison, pairs: [] })));
  expect(places).toEqual([
    {
      targetIndex: 0,
      target: { kind: "clause", clause: "c2" },
      score: 0.12,
      reason: { code: "candidate-reworded", params: { from: "considering b)", to: "considering a)", percent: 12 } },
    },
  ]);
});

test("offers only whole clauses for a whole clause", () => {
  const candidates = candidatePlaces(
    lookedFor([{ kind: "clause", clause: "c3" }], textMappingOf(base, revised, compare(base, revised))),
  );
  expect(candidates.length).toBeGreaterThan(0);
  expect(new Set(candidates.map(({ target }) => target.kind))).toEqual(new Set(["clause"]));
});

test("offers nothing for common words alone or for the whole document", () => {
  expect(
    offered(wordsOf(base, "that the"), versionTextOf(draftOf([["recital", "a)", "those whom this concerns"]]))),
  ).toEqual([]);
  expect(
    candidatePlaces(lookedFor([{ kind: "document" }], textMappingOf(base, revised, compare(base, revised)))),
  ).toEqual([]);
});

test("offers at most five existing locations per target, best first", () => {
  const word = fc.constantFrom("networks", "transit", "points", "that", "the", "costly", "few", "meetings");
  const clauses = fc.array(
    fc.array(word, { minLength: 1, maxLength: 12 }).map((some) => some.join(" ")),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  const versionOf = (texts: string[]): VersionText =>
    versionTextOf(draftOf(texts.map((text, index) => ["recital", `${String(index + 1)})`, text] as const)));
  fc.assert(
    fc.property(clauses, clauses, fc.nat(), fc.nat(), (before, after, one, other) => {
      const [from, to] = [versionOf(before), versionOf(after)];
      const [start, end] = [one % from.text.length, other % from.text.length].sort((x, y) => x - y);
      const targets: Target[] = [describeRange(from, start ?? 0, end ?? 0), { kind: "clause", clause: "c1" }];
      const found = candidatePlaces(lookedFor(targets, textMappingOf(from, to, compare(from, to))));
      for (const index of [0, 1]) {
        const scores = found.filter(({ targetIndex }) => targetIndex === index).map(({ score }) => score);
        expect(scores.length).toBeLessThanOrEqual(5);
        expect(scores).toEqual(scores.toSorted((x, y) => y - x));
      }
      expect(found.every(({ target }) => anchor(to, target) !== null)).toBe(true);
    }),
  );
});
