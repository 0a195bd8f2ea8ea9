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
  ["text keeps the italics of its only occurrence", clauses([true]), two, ["emphasis"]],
  ["text keeps the italics that all its occurrences share", clauses([true, true]), two, ["emphasis"]],
  ["text is plain if its occurrences differ", clauses([true, false]), two, []],
  ["text is plain between other words", clauses([true]), { ...two, before: "no " }, []],
  ["text is plain if it occurs too often to compare", clauses(Array<true>(65).fill(true)), two, []],
])("%s", (_what, accepted, put, marks) => {
  expect(marksOf(insertedContent(put, accepted))).toEqual(marks);
});
