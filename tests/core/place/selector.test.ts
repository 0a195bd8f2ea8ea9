import fc from "fast-check";
import { describe as describeRange } from "#core/place/anchor.ts";
import { Selector, selectorsOf, targetOf } from "#core/place/selector.ts";
import type { Target } from "#core/discuss/target.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
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

test.each<[string, Target, unknown[]]>([
  [
    "a range in a clause by fragment, position in characters and quote",
    describeRange(version, 5, 13),
    [
      {
        ...fragment,
        value: "c1",
        refinedBy: [
          { type: "TextPositionSelector", start: 4, end: 12 },
          { type: "TextQuoteSelector", exact: " a lette", prefix: "𝔸 is", suffix: "r." },
        ],
      },
    ],
  ],
  [
    "a range in a later clause by its position in that clause",
    describeRange(version, 19, 21),
    [
      {
        ...fragment,
        value: "c2",
        refinedBy: [
          { type: "TextPositionSelector", start: 3, end: 5 },
          { type: "TextQuoteSelector", exact: "is", prefix: "So ", suffix: " b." },
        ],
      },
    ],
  ],
  [
    "a range across clauses by two points and a quote",
    describeRange(version, 8, 17),
    [
      {
        type: "RangeSelector",
        startSelector: { ...fragment, value: "c1", refinedBy: [{ type: "TextPositionSelector", start: 7, end: 7 }] },
        endSelector: { ...fragment, value: "c2", refinedBy: [{ type: "TextPositionSelector", start: 1, end: 1 }] },
      },
      { type: "TextQuoteSelector", exact: "letter.\nS", prefix: "𝔸 is a ", suffix: "o is b." },
    ],
  ],
  ["a clause by its fragment", { kind: "clause", clause: "section=2 a" }, [{ ...fragment, value: "section%3D2%20a" }]],
  ["a section by a prefix", { kind: "section", clause: "2 a" }, [{ ...fragment, value: "section=2%20a" }]],
  ["the document without a selector", { kind: "document" }, []],
])("selects %s, and reads it back", (_case, target, selectors) => {
  expect(selectorsOf(version, target)).toEqual(selectors);
  expect(targetOf(version, Selector.array().parse(selectors))).toEqual(target);
});

test("reads only the prefix as a section", () => {
  const selectors = Selector.array().parse([{ ...fragment, value: "subsection=2" }]);
  expect(targetOf(version, selectors)).toEqual({ kind: "clause", clause: "subsection=2" });
});

test("reads a quote before its position", () => {
  const target = describeRange(version, 5, 13);
  const [selector] = selectorsOf(version, target) as [Selector & { type: "FragmentSelector" }];
  const turned = { ...selector, refinedBy: selector.refinedBy!.toReversed() };
  expect(targetOf(version, [turned])).toEqual(target);
});

const quote = { type: "TextQuoteSelector", exact: "a", prefix: "", suffix: "" };
const clause = { ...fragment, value: "c1" };
const point = { ...clause, refinedBy: [{ type: "TextPositionSelector", start: 0, end: 0 }] };
test.each<[string, unknown[]]>([
  ["a quote alone", [quote]],
  ["a refinement without a quote", [point]],
  ["a refinement without a position", [{ ...clause, refinedBy: [quote] }]],
  ["a range without a start", [{ type: "RangeSelector", startSelector: clause, endSelector: point }, quote]],
  ["a range without an end", [{ type: "RangeSelector", startSelector: point, endSelector: clause }, quote]],
  ["a range without a quote", [{ type: "RangeSelector", startSelector: point, endSelector: point }]],
])("does not read %s", (_case, selectors) => {
  expect(targetOf(version, Selector.array().parse(selectors))).toBeNull();
});
