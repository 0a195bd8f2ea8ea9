import { type Evidence, type PartEvidence, partProbability, probability } from "#core/compare/clauses/pair-evidence.ts";

const evidence: Evidence = { likeness: 0.3, openLead: 0.05, lead: 0.05, neighbours: 0.4, lengths: 0.3, paired: 0.5 };
const part: PartEvidence = { exclusive: 0.5, partner: 0.4, beside: 0.5 };

test.each<[string, Partial<Evidence>]>([
  ["are more alike", { likeness: 0.35 }],
  ["are more alike than any other clause without a partner", { openLead: 0.07 }],
  ["are more alike than any other clause", { lead: 0.07 }],
  ["have the same neighbours", { neighbours: 0.6 }],
  ["are equally long", { lengths: 0.1 }],
  ["are in texts where most clauses have a partner", { paired: 0.8 }],
])("two clauses that %s are more probably the same", (_case, change) => {
  expect(probability({ ...evidence, ...change })).toBeGreaterThan(probability(evidence));
});

test("a lead of more than 0.1 over a rival makes a pair no more probable", () => {
  for (const lead of ["openLead", "lead"] as const) {
    const [clear, clearer] = [0.1, 0.4].map((value) => probability({ ...evidence, [lead]: value }));
    expect(clear).toBe(clearer);
  }
  const [clear, clearer] = [0.1, 0.4].map((openLead) => partProbability({ ...evidence, openLead }, part));
  expect(clear).toBe(clearer);
});

test.each<[string, Partial<Evidence & PartEvidence>]>([
  ["is more like it", { likeness: 0.35 }],
  ["is more like it than any other clause without a partner", { openLead: 0.07 }],
  ["has what its partner lacks", { exclusive: 0.7 }],
  ["is beside its partner", { beside: 0.8 }],
  ["has a partner that is less like it", { partner: 0.2 }],
])("a clause is more probably a part of one that has a partner if it %s", (_case, change) => {
  const more = partProbability({ ...evidence, ...change }, { ...part, ...change });
  expect(more).toBeGreaterThan(partProbability(evidence, part));
});

test("clauses without a word in common are improbable, and the same text between the same neighbours is nearly certain", () => {
  const nothing = { likeness: 0, openLead: 0, lead: 0, neighbours: 1, lengths: 0, paired: 1 };
  expect(probability(nothing)).toBeLessThan(0.1);
  expect(probability({ ...nothing, likeness: 1, openLead: 1, lead: 1 })).toBeGreaterThan(0.99);
  expect(partProbability(nothing, { exclusive: 0, partner: 0, beside: 0 })).toBeLessThan(0.01);
});
