import { type Evidence, type PartEvidence, partProbability, probability } from "#core/compare/clauses/pair-evidence.ts";

const evidence: Evidence = {
  likeness: 0.3,
  openRival: 0.2,
  rival: 0.25,
  neighbours: 0.4,
  order: 0.6,
  lengths: 0.3,
  usual: 0.5,
};
const part: PartEvidence = { exclusive: 0.5, partner: 0.4, beside: 0.5 };

test.each<[string, Partial<Evidence>]>([
  ["are more alike", { likeness: 0.35 }],
  ["are less like any other clause without a partner", { openRival: 0.15 }],
  ["are less like any other clause", { rival: 0.2 }],
  ["have the same neighbours", { neighbours: 0.6 }],
  ["are equally long", { lengths: 0.1 }],
  ["are in texts whose clauses usually keep fewer of their words", { usual: 0.4 }],
])("two clauses that %s are more probably the same", (_case, change) => {
  expect(probability({ ...evidence, ...change })).toBeGreaterThan(probability(evidence));
});

test("two clauses at different positions are less probably the same in texts that keep their order", () => {
  const [ordered, shuffled] = [1, 0.2].map((order) => probability({ ...evidence, neighbours: 0, order }));
  expect(ordered).toBeLessThan(shuffled!);
});

test("a likeness of more than 2.3 times that of a rival makes a pair no more probable", () => {
  for (const rival of ["openRival", "rival"] as const) {
    const [clear, clearer] = [0.11, 0].map((value) => probability({ ...evidence, [rival]: value }));
    expect(clear).toBe(clearer);
  }
});

test("a lead of more than 0.1 over a rival makes a part no more probable", () => {
  const [clear, clearer] = [0.2, 0].map((openRival) => partProbability({ ...evidence, openRival }, part));
  expect(clear).toBe(clearer);
});

test.each<[string, Partial<Evidence & PartEvidence>]>([
  ["is more like it", { likeness: 0.35, openRival: 0.25 }],
  ["is less like any other clause without a partner", { likeness: 0.3, openRival: 0.15 }],
  ["has what its partner lacks", { exclusive: 0.7 }],
  ["is beside its partner", { beside: 0.8 }],
  ["has a partner that is less like it", { partner: 0.2 }],
])("a clause is more probably a part of one that has a partner if it %s", (_case, change) => {
  const close = { ...evidence, openRival: 0.25 };
  expect(partProbability({ ...close, ...change }, { ...part, ...change })).toBeGreaterThan(
    partProbability(close, part),
  );
});

test("clauses without a word in common are improbable, and the same text between the same neighbours is nearly certain", () => {
  const nothing = { likeness: 0, openRival: 0, rival: 0, neighbours: 4, order: 1, lengths: 0, usual: 0.5 };
  expect(probability(nothing)).toBeLessThan(0.1);
  expect(probability({ ...nothing, likeness: 1 })).toBeGreaterThan(0.99);
  expect(partProbability(nothing, { exclusive: 0, partner: 0, beside: 0 })).toBeLessThan(0.01);
});
