import { compare } from "#core/compare/compare.ts";
import { redlineOf, redlineRows } from "#core/compare/redline.ts";
import { makeForum } from "../../support/make-forum.ts";
import { broadband, capacity, culture, exchange, trust, youth } from "./sample-clauses.ts";
import { version } from "./versions.ts";

test("yields the first redline rows before computing the later ones", () => {
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

test("numbers both ends of a moved run, or neither when one is drawn differently", () => {
  const base = version(`${youth}.\n${culture}.\n${broadband}. ${capacity}. ${trust}.`);
  const revised = version(`${exchange}.\n${youth}. ${exchange}. ${broadband}.`);
  const segments = redlineOf(base, revised, compare(base, revised)).flatMap((row) => row.segments);
  const numbered = (kind: string): number[] =>
    segments.flatMap((segment) => (segment.kind === kind && segment.move !== null ? [segment.move] : []));
  expect(new Set(numbered("moved-away"))).toEqual(new Set(numbered("moved-here")));
  expect(segments.some((segment) => segment.class === "move" && segment.move === null)).toBe(true);
});

test("adds to a change of wording that it also changes brackets", () => {
  const [base, revised] = [version("Members [shall] report to 5 States"), version("Members should report to 6 States")];
  const [row] = redlineOf(base, revised, compare(base, revised));
  expect(row?.segments.filter(({ kind }) => kind !== "kept")).toMatchObject([
    { kind: "deleted", class: "verb", also: ["bracket"], change: 1 },
    { kind: "inserted", class: "verb", also: ["bracket"], change: 1 },
    { kind: "deleted", class: "number", change: 2 },
    { kind: "inserted", class: "number", change: 2 },
  ]);
  expect(row?.segments.filter((segment) => "also" in segment)).toHaveLength(2);
});
