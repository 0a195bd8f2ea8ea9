import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { AmendedPart } from "#core/discuss/reply.ts";
import { amendmentTo } from "#core/propose/amend-wording.ts";
import { amendedOperations, amendedTexts, insertedTexts } from "#core/propose/amendment.ts";

const replace = (content: object[], end = 0): ProposalOperation => ({
  kind: "replace",
  start: { clause: "c1", offset: 0 },
  end: { clause: "c1", offset: end },
  content: content as never,
});
const insert = (label: string | null, words: string, column?: number): ProposalOperation => ({
  kind: "insert",
  after: "c1",
  clause: { kind: "item", label, depth: 0, content: [{ type: "text", text: words }], ...(column && { column }) },
});
const say = (words: string): object => ({ type: "text", text: words });
const shown = (parts: readonly AmendedPart[]): string[] =>
  parts.map(({ kind, text, insertion }) => `${String(insertion)} ${kind} ${text}`);

const proposal: ProposalOperation[] = [
  replace([say("every party ")]),
  { kind: "delete", clause: "c2" },
  insert("d)", "that travel is slow and dear,"),
];

test("the wording of a proposal is the text of each operation that inserts text", () => {
  expect(insertedTexts([...proposal, replace([], 5)])).toEqual(["every party ", "that travel is slow and dear,"]);
});

test("an amendment is a redline of each insertion by whole words", () => {
  expect(shown(amendmentTo(proposal, ["each party", "that travel is slow,"]))).toEqual([
    "0 deleted every",
    "0 inserted each",
    "0 kept  party ",
    "1 kept that travel is slow",
    "1 deleted  and dear",
    "1 kept ,",
  ]);
});

test("the same wording is no amendment", () => {
  expect(amendmentTo(proposal, [" every  party", "that travel is slow and dear,"])).toEqual([]);
});

test("an amended proposal has the same operations with other inserted text", () => {
  const amended = amendedOperations(proposal, amendmentTo(proposal, ["each party", "that travel is slow,"]));
  expect(amended).toEqual([
    replace([say("each party ")]),
    { kind: "delete", clause: "c2" },
    insert("d)", "that travel is slow,"),
  ]);
});

test("an insertion before the second of two insertions belongs to the second", () => {
  const parts = amendmentTo(proposal, ["every party", "and that travel is slow and dear,"]);
  expect(amendedTexts(proposal, parts)).toEqual(["every party ", "and that travel is slow and dear,"]);
});

test("a new clause whose text is all deleted is not inserted, and an insertion without text is none", () => {
  expect(amendedOperations(proposal, amendmentTo(proposal, ["", ""]))).toEqual([{ kind: "delete", clause: "c2" }]);
});

test("a cell whose text is all deleted stays in its row", () => {
  const row = [insert(null, "one", 1), insert(null, "two", 2)];
  const amended = amendedOperations(row, amendmentTo(row, ["one", ""])) ?? [];
  expect(insertedTexts(amended)).toEqual(["one"]);
  expect(amended).toHaveLength(2);
});

test("a replacement whose text is all deleted becomes a deletion", () => {
  const step = replace([say("shall")], 5);
  expect(amendedOperations([step], amendmentTo([step], [""]))).toEqual([replace([], 5)]);
});

test("formatting and footnotes of the proposal stay, and inserted text has the formatting before it", () => {
  const sign = { type: "footnoteReference", attrs: { clause: "new-1", label: "*" } };
  const strong = [{ type: "strong" }];
  const step = replace([{ ...say("every party"), marks: strong }, sign, say(" must report")]);
  const amended = amendedOperations([step], amendmentTo([step], ["every small party may report"]));
  expect(amended?.[0]).toMatchObject({
    content: [{ ...say("every small party"), marks: strong }, sign, say(" may report")],
  });
});

test("a footnote in deleted text stays", () => {
  const sign = { type: "footnoteReference", attrs: { clause: "new-1", label: "*" } };
  const step = replace([say("every party"), sign, say(" must report")]);
  const [amended] = amendedOperations([step], amendmentTo([step], ["every report"])) ?? [];
  expect(amended).toMatchObject({ content: [say("every "), sign, say("report")] });
});

describe("an amendment read from a file", () => {
  const part = (kind: AmendedPart["kind"], text: string): AmendedPart => ({ kind, text });

  test("may have the label and the end of a new clause around its text", () => {
    const parts = [
      part("kept", "every party d)\tthat travel is slow"),
      part("deleted", " and dear"),
      part("kept", ",\n"),
    ];
    expect(amendedTexts(proposal, parts)).toEqual(["every party ", "that travel is slow,"]);
  });

  test("applies an insertion between two texts to the first", () => {
    const parts = [
      part("kept", "every party "),
      part("inserted", "and guest "),
      part("kept", "that travel is slow and dear,"),
    ];
    expect(amendedTexts(proposal, parts)).toEqual(["every party and guest ", "that travel is slow and dear,"]);
  });
});

test.each<[what: string, parts: AmendedPart[]]>([
  ["other words", [{ kind: "kept", text: "each party that travel is slow and dear," }]],
  ["further words", [{ kind: "kept", text: "every party that travel is slow and dear, always" }]],
  ["another insertion", [{ kind: "kept", text: "every party ", insertion: 2 }]],
  [
    "a part of one insertion in another",
    [
      { kind: "kept", text: "every party that", insertion: 0 },
      { kind: "kept", text: " travel is slow and dear,", insertion: 1 },
    ],
  ],
])("a redline of %s does not apply", (_what, parts) => {
  expect(amendedOperations(proposal, parts)).toBeNull();
});
