import fc from "fast-check";
import { describe as describeRange } from "#core/place/anchor.ts";
import { Selector, selectorsOf, targetOf } from "#core/place/selector.ts";
import type { Target } from "#core/discuss/target.ts";
import { versionTextOf, type VersionText } from "#core/text/clause.ts";
import { draftOf } from "../../support/draft.ts";
import { ranges } from "./arbitrary-version.ts";

const fragment = { type: "FragmentSelector", conformsTo: "http://tools.ietf.org/rfc/rfc3236" };
const version = versionTextOf(
  draftOf([
    ["paragraph", "1", "𝔸 is a letter."],
    ["paragraph", "2", "So is b."],
  ]),
);

test("reads selectors back as the same target after JSON and validation", () => {
  const targets = fc.oneof(
    ranges.map(({ version, start, end }): [VersionText, Target] => [version, describeRange(version, start, end)]),
    fc.string().map((clause): [VersionText, Target] => [version, { kind: "clause", clause }]),
    fc.string().map((clause): [VersionText, Target] => [version, { kind: "section", clause }]),
    fc.constant<[VersionText, Target]>([version, { kind: "document" }]),
  );
  fc.assert(
    fc.property(targets, ([text, target]) => {
      const written: unknown = JSON.parse(JSON.stringify(selectorsOf(text, target)));
      expect(targetOf(text, Selector.array().parse(written))).toEqual(target);
    }),
  );
});

test("selects a range in a clause by fragment, position in characters and quote", () => {
  expect(selectorsOf(version, describeRange(version, 5, 13))).toEqual([
    {
      ...fragment,
      value: "c1",
      refinedBy: [
        { type: "TextPositionSelector", start: 4, end: 12 },
        { type: "TextQuoteSelector", exact: " a lette", prefix: "𝔸 is", suffix: "r." },
      ],
    },
  ]);
});

test("selects a range across clauses by two points and a quote", () => {
  expect(selectorsOf(version, describeRange(version, 8, 17))).toEqual([
    {
      type: "RangeSelector",
      startSelector: { ...fragment, value: "c1", refinedBy: [{ type: "TextPositionSelector", start: 7, end: 7 }] },
      endSelector: { ...fragment, value: "c2", refinedBy: [{ type: "TextPositionSelector", start: 1, end: 1 }] },
    },
    { type: "TextQuoteSelector", exact: "letter.\nS", prefix: "𝔸 is a ", suffix: "o is b." },
  ]);
});

test.each<[string, unknown[]]>([
  ["a quote alone", [{ type: "TextQuoteSelector", exact: "a", prefix: "", suffix: "" }]],
  [
    "a refinement without a quote",
    [{ ...fragment, value: "c1", refinedBy: [{ type: "TextPositionSelector", start: 0, end: 1 }] }],
  ],
  [
    "a range without points",
    [{ type: "RangeSelector", startSelector: { ...fragment, value: "c1" }, endSelector: { ...fragment, value: "c2" } }],
  ],
])("does not read %s", (_case, selectors) => {
  expect(targetOf(version, Selector.array().parse(selectors))).toBeNull();
});
