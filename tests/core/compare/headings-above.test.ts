import { headingsAbove } from "#core/compare/headings-above.ts";
import type { ClauseKind } from "#core/text/clause.ts";

/** Reads clauses such as "heading 0", "item 2!"; those that are shown end with "!". */
function above(...inShort: string[]): number[] {
  return [
    ...headingsAbove(
      inShort.map((short) => {
        const [, kind, depth, shown] = /^(\w+) (\d)(!?)$/u.exec(short) ?? [];
        return { kind: kind as ClauseKind, depth: Number(depth), isShown: shown === "!" };
      }),
    ),
  ];
}

test("the verb of a changed recital stays, and that of others does not", () => {
  expect(above("title 0", "verb 0", "recital 0", "verb 0", "recital 0!", "item 1!", "verb 0", "operative 0")).toEqual([
    3,
  ]);
});

test("all headings above a changed paragraph stay: its chapter and its article", () => {
  const treaty = ["heading 0", "heading 1", "paragraph 2", "heading 1", "paragraph 2", "item 3!", "heading 0"];
  expect(above(...treaty)).toEqual([0, 3]);
});

test("a changed heading keeps the heading above it", () => {
  expect(above("heading 0", "heading 1!", "paragraph 2")).toEqual([0]);
});

test("a heading is above no note", () => {
  expect(above("heading 0", "paragraph 1", "footnote 0!")).toEqual([]);
});
