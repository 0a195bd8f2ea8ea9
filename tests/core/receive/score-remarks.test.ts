import { scoredRemarks, scoreRemarks } from "../../../server/core/receive/remark-items.ts";
import { readRemarks } from "../../../server/import/read-contribution.ts";
import { versionTextOf } from "../../../server/core/text/version-text.ts";
import { annotationsFile, wordsOfClause } from "../../support/hostile-files.ts";
import { draftOf } from "../../support/draft.ts";

const version = versionTextOf(
  draftOf(Array.from({ length: 40 }, (_, at) => ["paragraph", `${String(at + 1)}.`, wordsOfClause(at)] as const)),
);

test("scores 10 000 remarks from an even sample of them", async () => {
  const { remarks } = await readRemarks(annotationsFile({ count: 10_000, clauses: 80 }), "jsonld");
  const scored = scoredRemarks(remarks);
  expect(scored.length).toBe(500);
  expect(scoreRemarks(scored, version)).toBeCloseTo(0.5, 1);
});

test("scores a few remarks from all that name a place", async () => {
  const { remarks } = await readRemarks(annotationsFile({ count: 80, clauses: 80 }), "jsonld");
  const general = remarks
    .slice(0, 1)
    .map((remark) => ({ ...remark, place: { citation: null, quote: null, selectors: null } }));
  expect(scoredRemarks([...remarks, ...general]).length).toBe(80);
  expect(scoreRemarks(scoredRemarks(remarks), version)).toBe(0.5);
  expect(scoreRemarks([], version)).toBe(0);
});
