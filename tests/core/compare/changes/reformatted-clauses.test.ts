import type { Node } from "prosemirror-model";
import { compare } from "#core/compare/compare.ts";
import { reformattedClauses } from "#core/compare/changes/reformatted-clauses.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draft, link, text } from "../../../export/sample.ts";

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

test("finds a clause at another depth", () => {
  const [one, other] = [1, 2].map((depth) => draft([{ id: "c1", kind: "item", depth, content: "One thing" }]));
  expect(reformatted(one ?? of(), other ?? of())).toEqual(["c1"]);
});

test("does not compare the form of a clause that was split, added or deleted", () => {
  const [joined, parts] = [
    "One thing is here, and another thing is there.",
    ["One thing is here,", "and another thing is there."],
  ];
  const items = draft(parts.map((content, at) => ({ id: `c${String(at + 1)}`, kind: "item", depth: 1, content })));
  const pairs = compare(versionTextOf(of(joined)), versionTextOf(items)).pairs;
  expect(pairs.map(({ relation }) => relation)).toEqual(["1:n"]);
  expect(reformatted(of(joined), items)).toEqual([]);
  expect(reformatted(of("One thing is here."), of())).toEqual([]);
  expect(reformatted(of(), of("One thing is here."))).toEqual([]);
});

test("finds another target of a link, but not another clause of a link within the draft", () => {
  const to = (href: string): Node => of("One.", [text("See "), link("the plan", href)]);
  expect(reformatted(to("https://example.org/a"), to("https://example.org/b"))).toEqual(["c2"]);
  expect(reformatted(to("#c1"), to("#c2"))).toEqual([]);
  expect(reformatted(to("#c1"), of("One.", "See the plan"))).toEqual([]);
  expect(reformatted(to("https://example.org/#"), of("One.", "See the plan"))).toEqual(["c2"]);
});

test("names the clause of each difference in a long draft", () => {
  const words = ["One thing is here.", "Another thing is there.", "A third thing is elsewhere."];
  const bold = words.map((content) => [text(content, "strong")]);
  expect(reformatted(of(...words), of(words[0] ?? "", bold[1] ?? "", words[2] ?? ""))).toEqual(["c2"]);
  expect(reformatted(of(...words), of(words[0] ?? "", words[1] ?? "", bold[2] ?? ""))).toEqual(["c3"]);
  expect(reformatted(of(...words), of(bold[0] ?? "", words[1] ?? "", words[2] ?? ""))).toEqual(["c1"]);
});

test("finds a difference in a kept passage whose location changed", () => {
  const last = [text("Another thing is "), text("there", "emphasis"), text(" at last.")];
  const base = of("One thing is here.", "Another thing is there at last.");
  expect(reformatted(base, of("A new thing is everywhere.", "One thing is here.", last))).toEqual(["c3"]);
  expect(
    reformatted(of("One thing is here.", last), of("A new thing is everywhere.", "One thing is here.", last)),
  ).toEqual([]);
});
