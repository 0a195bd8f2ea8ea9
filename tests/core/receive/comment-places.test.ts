import { itemsOfMarks } from "#core/receive/markup-items.ts";
import { compare } from "#core/compare/compare.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type ClauseInShort, draftOf } from "../../support/draft.ts";

const clauses: readonly ClauseInShort[] = [
  ["operative", "1", "to report every year on the steps taken and on what remains to be done;"],
  ["operative", "2", "to publish the record of every meeting within a month."],
];
const draft = draftOf([
  ["operative", "1", clauses[0]![2].replace("year", "year, in writing and in public,")],
  clauses[1]!,
]);
const text = versionTextOf(draft);

test.each([
  ["in public", [{ kind: "clause", clause: "c1" }], "place-likely"],
  ["the steps taken", [{ kind: "range" }], undefined],
])("places a comment in a file on “%s” at %j, with the doubt %s", (quote, targets, doubt) => {
  const revised = versionTextOf(draftOf(clauses));
  const mapping = textMappingOf(text, revised, compare(text, revised));
  const start = text.text.indexOf(quote);
  const about = { author: "Ada", initials: "A", date: null, resolved: false, text: "Why?" };
  const comment = { id: "1", mark: "1", parent: null, change: null, start, end: start + quote.length, ...about };
  const { items } = itemsOfMarks(
    { marked: { draft, text, accepted: draft }, changes: [], comments: [comment] },
    mapping,
    () => null,
  );
  expect(items).toMatchObject([{ words: quote, targets }]);
  expect(items[0]?.doubt?.code).toBe(doubt);
});
