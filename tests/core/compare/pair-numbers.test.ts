import * as fc from "fast-check";
import { noNumber, PairNumbers } from "#core/compare/pair-numbers.ts";

test("gives each pair one number, in the order of arrival, however many there are", () => {
  const pairs = fc.array(fc.tuple(fc.nat(90), fc.nat(90)), { minLength: 3000, maxLength: 6000 });
  fc.assert(
    fc.property(pairs, (list) => {
      const numbers = new PairNumbers(7);
      const expected = new Map<string, number>();
      for (const pair of list) {
        if (!expected.has(pair.join())) expected.set(pair.join(), 7 + expected.size);
      }
      const wanted = list.map((pair) => expected.get(pair.join()));
      expect(list.map(([one, other]) => numbers.add(one, other))).toEqual(wanted);
      expect(list.map(([one, other]) => numbers.get(one, other))).toEqual(wanted);
      expect(numbers.size).toBe(expected.size);
    }),
    { numRuns: 10 },
  );
});

test("has no number for a pair that was not added, nor for the same two in the other order", () => {
  const numbers = new PairNumbers(0);
  numbers.add(1, 2);
  expect([numbers.get(1, 2), numbers.get(2, 1), numbers.get(0, 0)]).toEqual([0, noNumber, noNumber]);
});
