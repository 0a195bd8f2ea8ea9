import type { Node } from "prosemirror-model";
import { compare } from "#core/compare/compare.ts";
import { reformattedClauses } from "#core/compare/reformatted-clauses.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draft, text } from "../../export/sample.ts";

function reformatted(base: Node, revised: Node): string[] {
  return [...reformattedClauses(base, revised, compare(versionTextOf(base), versionTextOf(revised)))];
}

const of = (...content: Parameters<typeof draft>[0][number]["content"][]): Node =>
  draft(content.map((one, at) => ({ id: `c${String(at + 1)}`, kind: "paragraph", content: one })));

test("finds bold, italic and links in kept text", () => {
  const plain = of("One thing is here.", "Another thing is there.");
  for (const mark of ["strong", "emphasis", "underline"])
    expect(
      reformatted(plain, of("One thing is here.", [text("Another "), text("thing", mark), text(" is there.")])),
    ).toEqual(["c2"]);
});

test("finds formatting that begins and ends within longer runs of the other draft", () => {
  const base = of([text("One thing"), text(" is here", "strong"), text(" today.")]);
  expect(reformatted(base, of([text("One "), text("thing is here", "strong"), text(" today.")]))).toEqual(["c1"]);
  expect(reformatted(base, base)).toEqual([]);
});

test("does not count the formatting of inserted words", () => {
  const inserted = of([text("One "), text("good ", "strong"), text("thing is here.")]);
  expect(reformatted(of("One thing is here."), inserted)).toEqual([]);
});

test("finds a heading that was a paragraph", () => {
  const heading = draft([{ id: "c1", kind: "heading", content: "One thing" }]);
  expect(reformatted(of("One thing"), heading)).toEqual(["c1"]);
});
