import fc from "fast-check";
import { carryIndex, carryRange } from "#core/place/text-mapping.ts";
import { compare } from "#core/compare/compare.ts";
import { overlap } from "../../bench/scored-case.ts";
import { makeForum, type ForumPlan, type GeneratedForum } from "../../support/make-forum.ts";
import { scripts } from "../../support/made-words.ts";

/** Plans for forums of three drafts in any script, with few or many clauses. */
const plans: fc.Arbitrary<ForumPlan> = fc.record({
  seed: fc.nat(),
  script: fc.constantFrom(...scripts),
  clauses: fc.integer({ min: 5, max: 40 }),
  drafts: fc.constant(3),
  annotations: fc.constant(20),
  share: fc.constantFrom(0, 0.02, 0.1),
});

const few = { numRuns: 30 };

test("makes the same forum from the same plan", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { versions, annotations } = makeForum(plan);
      expect(makeForum(plan)).toMatchObject({ versions, annotations });
    }),
    few,
  );
});

test("generates kept ranges with equal text, and pairs of existing clauses", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const forum = makeForum(plan);
      const [base, revised] = ends(forum);
      for (const [start, end, to, toEnd] of forum.keptBetween(0, 2)) {
        expect(revised.text.slice(to, toEnd)).toBe(base.text.slice(start, end));
      }
      const [baseIds, revisedIds] = [base, revised].map(({ clauses }) => new Set(clauses.map(({ id }) => id)));
      expect(forum.pairsBetween(0, 2).filter(([one, other]) => !baseIds!.has(one) || !revisedIds!.has(other))).toEqual(
        [],
      );
    }),
    few,
  );
});

test("finds nearly every kept word in drafts with a known history", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const forum = makeForum(plan);
      const [base, revised] = ends(forum);
      const found = new Map<number, number>();
      for (const [start, end, to] of compare(base, revised).kept) {
        for (let at = start; at < end; at += 1) found.set(at, to + at - start);
      }
      const kept = forum.keptBetween(0, 2);
      const right = kept.filter(([start, , to]) => found.get(start) === to);
      expect(right.length / kept.length).toBeGreaterThan(0.95);
    }),
    few,
  );
});

test("carries unchanged, unique text to its new position, within a word at either end", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const forum = makeForum(plan);
      const [base, revised] = ends(forum);
      const index = carryIndex(base, revised, compare(base, revised));
      for (const { on, start, end, places } of forum.annotations) {
        const [place, text] = [places[1], base.text.slice(start, end)];
        const unchanged = on === 0 && place && revised.text.slice(...place) === text;
        if (!unchanged || revised.text.split(text).length > 2) continue;
        const { range } = carryRange(index, [start, end]);
        expect({ words: text, right: range && overlap(range, place) > 0.8 }).toEqual({ words: text, right: true });
      }
    }),
    few,
  );
});

function ends({ versions }: GeneratedForum): [GeneratedForum["versions"][number], GeneratedForum["versions"][number]] {
  return [versions[0]!, versions.at(-1)!];
}
