import fc from "fast-check";
import { anchor, describe as describeRange } from "#core/place/anchor.ts";
import type { Target } from "#core/discuss/target.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";
import { ranges } from "./arbitrary-version.ts";

const opinion = versionTextOf(
  draftOf([
    ["verb", null, "considering"],
    ["recital", "a)", "that exchange points keep traffic local;"],
    ["recital", "b)", "that costs fall,"],
    ["verb", null, "invites Member States"],
    ["operative", "1", "to take part in the work of regional bodies 𝔸 and others;"],
    ["item", "a)", "every year;", 1],
    ["operative", "2", "to report."],
  ]),
);
const at = (text: string): [number, number] => {
  const start = opinion.text.indexOf(text);
  return [start, start + text.length];
};

test("anchors a described range at the same offsets", () => {
  fc.assert(
    fc.property(ranges, ({ version, start, end }) => {
      expect(anchor(version, describeRange(version, start, end))).toEqual([start, end]);
    }),
  );
});

test("describes a range by clause, offset and quote, with context from the clause", () => {
  expect(describeRange(opinion, ...at("work of regional"))).toEqual({
    kind: "range",
    start: { clause: "c5", offset: 20 },
    end: { clause: "c5", offset: 36 },
    quote: { exact: "work of regional", prefix: "to take part in the ", suffix: " bodies 𝔸 and others;" },
  });
});

test("takes the context of a selection across clauses from its first and last clause", () => {
  expect(describeRange(opinion, ...at("local;\nthat costs"))).toEqual({
    kind: "range",
    start: { clause: "c2", offset: 34 },
    end: { clause: "c3", offset: 10 },
    quote: { exact: "local;\nthat costs", prefix: "at exchange points keep traffic ", suffix: " fall," },
  });
});

test("cuts the context to 32 code units, or 31 rather than half a character", () => {
  const [before, after] = ["a".repeat(31), "b".repeat(31)];
  const contextOf = (text: string): [string, string] => {
    const version = versionTextOf(draftOf([["paragraph", "1", text]]));
    const start = text.indexOf("quote");
    const { prefix, suffix } = describeRange(version, start, start + "quote".length).quote;
    return [prefix, suffix];
  };
  expect(contextOf(`xyz${before}quote${after}xyz`)).toEqual([`z${before}`, `${after}x`]);
  expect(contextOf(`𝔸${before}quote${after}𝔸`)).toEqual([before, after]);
});

test("extends a selection of half a character to the whole character", () => {
  const [start, end] = at("𝔸");
  expect(describeRange(opinion, start + 1, end).quote.exact).toBe("𝔸");
  expect(describeRange(opinion, start, end - 1).quote.exact).toBe("𝔸");
});

test("moves an edge between blank-line paragraphs to the clause inside the range", () => {
  const plain = {
    text: "One.\n\n\nTwo.",
    language: "en",
    clauses: [
      { id: "p1", kind: "paragraph" as const, label: null, citation: "+1", depth: 0, start: 0, end: 4 },
      { id: "p2", kind: "paragraph" as const, label: null, citation: "+2", depth: 0, start: 7, end: 11 },
    ],
  };
  expect(anchor(plain, describeRange(plain, 5, 11))).toEqual([7, 11]);
  expect(anchor(plain, describeRange(plain, 0, 6))).toEqual([0, 4]);
  expect(() => describeRange(plain, 5, 6)).toThrow(RangeError);
});

test("rejects a range before the first clause or after the last", () => {
  const clause = { id: "p1", kind: "paragraph" as const, label: null, citation: "+1", depth: 0, start: 2, end: 6 };
  const plain = { text: "\n\nOne.\n\n", language: "en", clauses: [clause] };
  expect(() => describeRange(plain, 0, 1)).toThrow(RangeError);
  expect(() => describeRange(plain, 7, 8)).toThrow(RangeError);
});

test.each([
  ["backwards", 9, 3],
  ["before the text", -1, 3],
  ["past the text", 0, 10_000],
])("rejects a range %s", (_case, start, end) => {
  expect(() => describeRange(opinion, start, end)).toThrow(RangeError);
});

test.each<[string, Target, string | null]>([
  ["a clause", { kind: "clause", clause: "c3" }, "that costs fall,"],
  [
    "a clause without its items",
    { kind: "clause", clause: "c5" },
    "to take part in the work of regional bodies 𝔸 and others;",
  ],
  [
    "a verb's section, up to the next verb",
    { kind: "section", clause: "c1" },
    opinion.text.slice(0, at("\ninvites")[0]),
  ],
  [
    "a paragraph's section, including its items",
    { kind: "section", clause: "c5" },
    opinion.text.slice(...at("to take part in the work of regional bodies 𝔸 and others;\nevery year;")),
  ],
  ["the document", { kind: "document" }, opinion.text],
  ["a clause of another version", { kind: "clause", clause: "x" }, null],
  ["a section of another version", { kind: "section", clause: "x" }, null],
])("anchors targets: %s", (_case, target, words) => {
  expect(anchor(opinion, target)).toEqual(words === null ? null : at(words));
});

const target = describeRange(opinion, ...at("exchange points"));
test.each<[string, Target]>([
  ["text that differs from its quote", { ...target, quote: { ...target.quote, exact: "exchange rates" } }],
  ["an unknown clause", { ...target, start: { clause: "x", offset: 0 } }],
  ["an offset past the clause", { ...target, end: { clause: "c2", offset: 400 } }],
  [
    "an offset that runs into the next clause",
    {
      ...describeRange(opinion, ...at("local;\nthat costs")),
      end: { clause: "c2", offset: at("that costs")[1] - at("that ex")[0] },
    },
  ],
  [
    "a start past its clause",
    {
      ...describeRange(opinion, ...at("costs fall")),
      start: { clause: "c2", offset: at("costs")[0] - at("that ex")[0] },
    },
  ],
  ["an end before its start", { ...target, end: { clause: "c1", offset: 0 }, quote: { ...target.quote, exact: "" } }],
])("does not anchor a target with %s", (_case, wrong) => {
  expect(anchor(opinion, wrong)).toBeNull();
});
