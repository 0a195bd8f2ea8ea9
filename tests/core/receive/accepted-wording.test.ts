import type { Fragment, Node } from "prosemirror-model";
import { insertedContent } from "#core/receive/accepted-wording.ts";
import { draft, text } from "../../export/sample.ts";

/** Returns clauses with the text "one two three", with the second word in italics if asked. */
const clauses = (italics: readonly boolean[]): Node =>
  draft(
    italics.map((is, at) => ({
      id: `p${String(at)}`,
      kind: "paragraph",
      content: [text("one "), is ? text("two", "emphasis") : text("two"), text(" three")],
    })),
  );
const marksOf = (content: Fragment): string[] =>
  content.content.flatMap(({ marks }) => marks.map(({ type }) => type.name));
const two = { before: "one ", wording: "two", after: " three" };

test.each<[what: string, accepted: Node, put: typeof two, marks: string[]]>([
  ["words have the italics of their one place", clauses([true]), two, ["emphasis"]],
  ["and those of all their places, where these look alike", clauses([true, true]), two, ["emphasis"]],
  ["in two places otherwise they are plain", clauses([true, false]), two, []],
  ["in other surroundings they are plain", clauses([true]), { ...two, before: "no " }, []],
  ["where they stand too often to look at each they are plain", clauses(Array<true>(65).fill(true)), two, []],
])("%s", (_what, accepted, put, marks) => {
  expect(marksOf(insertedContent(put, accepted))).toEqual(marks);
});
