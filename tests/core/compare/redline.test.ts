import { compare } from "#core/compare/compare.ts";
import { redlineOf, redlineRows } from "#core/compare/redline.ts";
import { makeForum } from "../../support/make-forum.ts";

test("a redline is drawn row by row: the first ones do not wait for what comes later", () => {
  const [base, revised] = makeForum({
    seed: 3,
    script: "latin",
    clauses: 60,
    drafts: 2,
    annotations: 0,
    share: 0.3,
  }).versions;
  if (!base || !revised) throw new RangeError("Two drafts were asked for");
  const comparison = compare(base, revised);
  const whole = redlineOf(base, revised, comparison);
  const last = comparison.pairs.findLast(({ relation, moved }) => relation === "1:1" && !moved);
  const broken = comparison.pairs.map((pair) =>
    pair === last ? { ...pair, base: [...pair.base, "not there"] } : pair,
  );
  const rows = redlineRows(base, revised, { ...comparison, pairs: broken });
  expect(rows.next().value).toEqual(whole[0]);
  expect(() => [...rows]).toThrow("not there");
});
