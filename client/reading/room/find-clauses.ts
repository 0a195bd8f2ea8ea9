import type { VersionText } from "#core/text/clause.ts";

/** A clause that was looked for, with the words round the first hit. */
export interface FoundClause {
  id: string;
  citation: string;
  before: string;
  /** Empty where the citation was meant. */
  hit: string;
  after: string;
}

/** More are not looked at: who gets fifty types another letter. */
const most = 50;
const contextBefore = 24;
const contextAfter = 60;

/**
 * Clauses cited so, then clauses that hold the words, each in document order; letter case is ignored. Nothing wanted
 * gives the clauses people cite, from the beginning.
 */
export function findClauses({ text, clauses }: VersionText, wanted: string): FoundClause[] {
  const words = wanted.trim().toLocaleLowerCase();
  const cited: FoundClause[] = [];
  const holding: FoundClause[] = [];
  for (const { id, citation, start, end } of clauses) {
    const own = text.slice(start, end);
    if (citation.toLocaleLowerCase().includes(words)) {
      cited.push({ id, citation, before: clip(own, contextBefore + contextAfter), hit: "", after: "" });
      continue;
    }
    const at = own.toLocaleLowerCase().indexOf(words);
    if (at < 0) continue;
    const from = Math.max(0, at - contextBefore);
    holding.push({
      id,
      citation,
      before: `${from > 0 ? "…" : ""}${own.slice(from, at)}`,
      hit: own.slice(at, at + words.length),
      after: clip(own.slice(at + words.length), contextAfter),
    });
  }
  return [...cited, ...holding].slice(0, most);
}

function clip(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
