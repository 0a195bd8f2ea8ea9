import fc from "fast-check";
import { noNumber, PairNumbers } from "#core/compare/clauses/pair-evidence.ts";

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

test("numbers pairs the same whether few or many were expected", () => {
  for (const expected of [0, 1, 1024, 1025, 5000]) {
    const numbers = new PairNumbers(7, expected);
    const given = Array.from({ length: 1500 }, (_, index) => numbers.add(index % 40, index));
    expect(given).toEqual(Array.from({ length: 1500 }, (_, index) => 7 + index));
    expect(numbers.get(3, 3)).toBe(7 + 3);
  }
});
