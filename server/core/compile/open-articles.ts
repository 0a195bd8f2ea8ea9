import type { ClausePair } from "#core/compare/comparison.ts";
import type { BarometerArticle, BarometerDraft } from "#core/compile/barometer.ts";
import { type Article, articlesOf } from "#core/text/citations/articles.ts";
import type { VersionText } from "#core/text/clause.ts";
import { openCountsOf } from "#core/text/negotiation/read-negotiation.ts";
import { isSettled, noneOpen, sumOfCounts } from "#core/text/negotiation/negotiation.ts";

/** A draft with its text. */
export interface CountedDraft {
  draft: BarometerDraft;
  text: VersionText;
}

/** A draft before, and how its clauses correspond to those of the draft after it. */
export interface DraftBefore {
  text: VersionText;
  pairs: readonly Pick<ClausePair, "base" | "revised">[];
}

/** The counts of an article. */
export interface ArticleCounts extends Pick<BarometerArticle, "clause" | "name" | "title" | "counts"> {
  article: Article;
}

/** Counts each article of a text, in order. */
export function countArticles(version: VersionText): ArticleCounts[] {
  const { clauses } = openCountsOf(version);
  return articlesOf(version).map((article) => ({
    ...nameOf(version, article),
    counts: sumOfCounts(clauses.slice(article.first, article.end)),
    article,
  }));
}

/** Counts each article of a text that has or had something open, with its counts in the draft before. */
export function openArticles(version: VersionText, before: DraftBefore | null): BarometerArticle[] {
  const earlier = before ? countArticles(before.text) : [];
  const left = new Set(earlier);
  const opener = earlierOpeners(before);
  const articles = countArticles(version).map(({ article, ...own }): BarometerArticle => {
    const known = earlier.find(({ clause }) => clause === (own.clause === null ? null : opener.get(own.clause)));
    if (known) left.delete(known);
    return { ...own, before: known?.counts ?? null, gone: false, clauses: openClauses(version, article) };
  });
  const gone = [...left].map(({ clause, name, title, counts }): BarometerArticle => {
    return { clause, name, title, counts: noneOpen, before: counts, gone: true, clauses: [] };
  });
  return [...articles, ...gone].filter(({ counts, before }) => !isSettled(counts) || !isSettled(before ?? noneOpen));
}

/** Maps clauses that open an article of a text to the clauses of the draft before that they came from. */
function earlierOpeners(before: DraftBefore | null): Map<string, string> {
  return new Map(
    before?.pairs.flatMap(({ base, revised }) =>
      base[0] === undefined ? [] : revised.map((id): [string, string] => [id, base[0] ?? ""]),
    ),
  );
}

function openClauses(version: VersionText, { first, end }: Article): BarometerArticle["clauses"] {
  const { clauses } = openCountsOf(version);
  return version.clauses.slice(first, end).flatMap(({ id, citation }, index) => {
    const counts = clauses[first + index] ?? noneOpen;
    return isSettled(counts) ? [] : [{ clause: id, citation, counts }];
  });
}

/** Number of UTF-16 code units of a heading that are shown. */
const longestTitle = 120;

function nameOf({ text, clauses }: VersionText, { opener }: Article): Pick<ArticleCounts, "clause" | "name" | "title"> {
  const clause = opener === null ? undefined : clauses[opener];
  if (!clause) return { clause: null, name: "", title: "" };
  const heading = text.slice(clause.start, clause.end);
  const title =
    heading.length > longestTitle ? `${heading.slice(0, longestTitle).replace(/(?<!\s)\s+\S*$/u, "")}…` : heading;
  const { id, label, citation } = clause;
  return label === null ? { clause: id, name: title, title: "" } : { clause: id, name: citation, title };
}
