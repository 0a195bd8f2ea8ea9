import { compare } from "#core/compare/compare.ts";
import type { BarometerArticle } from "#core/compile/barometer.ts";
import { openArticles } from "#core/compile/open-articles.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type ClauseInShort, draftOf } from "../../support/draft.ts";

const article = (label: string, title: string, text: string): ClauseInShort[] => [
  ["heading", label, title],
  ["paragraph", "1", text, 1],
];
const draft = (...articles: ClauseInShort[][]): VersionText => versionTextOf(draftOf(articles.flat()));
const since = (base: VersionText, revised: VersionText): BarometerArticle[] =>
  openArticles(revised, { text: base, pairs: compare(base, revised).pairs });

const finance = "Parties pay [their share] into one fund for emergency networks.";
const training = "Parties train [all] technicians who restore networks after a storm.";

test("leaves out articles in which nothing is or was open", () => {
  const text = draft(
    article("Article 1", "Terms", "A network carries calls."),
    article("Article 2", "Finance", finance),
  );
  expect(openArticles(text, null)).toMatchObject([
    { name: "Art. 2", title: "Finance", counts: { brackets: 1, words: 2 }, before: null, gone: false },
  ]);
});

test("keeps an article whose last bracket closed", () => {
  const base = draft(article("Article 2", "Finance", finance));
  const revised = draft(article("Article 2", "Finance", finance.replace(/[[\]]/gu, "")));
  expect(since(base, revised)).toMatchObject([{ counts: { brackets: 0 }, before: { brackets: 1 }, clauses: [] }]);
});

test("compares a renumbered article with itself, not with that of the same number", () => {
  const base = draft(
    article("Article 1", "Finance", finance),
    article("Article 2", "Training of technicians", training),
  );
  const revised = draft(
    article("Article 1", "Definitions", "A network is what carries [calls and] messages between people."),
    article("Article 2", "Finance", finance),
    article("Article 3", "Training of technicians", training),
  );
  expect(since(base, revised).map(({ name, before }) => [name, before?.words ?? null])).toEqual([
    ["Art. 1", null],
    ["Art. 2", 2],
    ["Art. 3", 1],
  ]);
});

test("lists an article that left, at the end", () => {
  const base = draft(
    article("Article 1", "Finance", finance),
    article("Article 2", "Training of technicians", training),
  );
  const revised = draft(article("Article 1", "Training of technicians", training));
  expect(since(base, revised)).toMatchObject([
    { name: "Art. 1", gone: false },
    { clause: "c1", title: "Finance", gone: true, counts: { brackets: 0 }, before: { brackets: 1 } },
  ]);
});
