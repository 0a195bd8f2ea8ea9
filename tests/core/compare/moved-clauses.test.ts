import { compare } from "#core/compare/compare.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftNode } from "../../../fixtures/drafting/finish-draft.ts";
import { addressOf, modelVersions } from "../../../fixtures/model-versions.ts";
import { version } from "./versions.ts";

const drafts = modelVersions().map((each) => [addressOf(each), versionTextOf(draftNode(each.printed))] as const);

/** Returns a text with one clause at another place among the others. */
function withMoved({ text, language, clauses }: VersionText, from: number, to: number): VersionText {
  const order = clauses.map((clause) => ({ clause, words: text.slice(clause.start, clause.end) }));
  order.splice(to, 0, ...order.splice(from, 1));
  let start = 0;
  const moved = order.map(({ clause, words }) => {
    const placed = { ...clause, start, end: start + words.length };
    start = placed.end + 1;
    return placed;
  });
  return { text: order.map(({ words }) => words).join("\n"), language, clauses: moved };
}

/** Returns the words that a comparison counts as changed. */
function changedWords(base: VersionText, revised: VersionText): { inserted: number; deleted: number } {
  const { inserted, deleted } = compare(base, revised).stats.words;
  return { inserted, deleted };
}

test.each([
  ["begins with the same word", "The ", "."],
  ["ends with the same mark", "", "."],
  ["begins and ends with the same words", "to ", " of the Union;"],
])("a moved clause that %s as its neighbours counts no changed word", (_name, first, last) => {
  const lines = [
    "secretariat opens each meeting in public before noon",
    "members comment on every draft within thirty days",
    "experts invite contributions from all regions by June",
    "council adopts whatever reaches consensus in Geneva",
    "chair reports on questions that remain open afterwards",
  ].map((words) => `${first}${words}${last}`);
  const base = version(lines.join("\n"));
  for (const from of lines.keys()) {
    for (const to of lines.keys()) {
      expect([from, to, changedWords(base, withMoved(base, from, to))]).toEqual([
        from,
        to,
        { inserted: 0, deleted: 0 },
      ]);
    }
  }
});

// The last draft of each Opinion, in each language. Their earlier drafts have nearly the same clauses.
test.each(drafts.filter(([address]) => /^opinion-(?:[1236]@3|4@4|5@3(?::..)?|7@4)$/u.test(address)))(
  "%s: a clause that moves unchanged counts no changed word",
  (_address, draft) => {
    const last = draft.clauses.length - 1;
    const found = draft.clauses.flatMap(({ id, start, end }, from) =>
      draft.text.slice(start, end).split(" ").length < 8
        ? []
        : [1, last >> 1, last]
            // Past one neighbour, the neighbour may be the one that moved: a heading, whose one word is too few.
            .filter((to) => Math.abs(to - from) > 1)
            .map((to) => [id, changedWords(draft, withMoved(draft, from, to))]),
    );
    expect(found.filter(([, words]) => JSON.stringify(words) !== `{"inserted":0,"deleted":0}`)).toEqual([]);
  },
);
