import type { VersionText } from "#core/text/clause.ts";

/** A search result: a clause with the text around the first match. */
export interface FoundClause {
  id: string;
  citation: string;
  before: string;
  /** Empty if the citation matched. */
  hit: string;
  after: string;
}

/** Maximum number of results. With this many, users type another letter instead of reading on. */
const most = 50;
const contextBefore = 24;
const contextAfter = 60;

/**
 * Finds clauses by citation, then by text, each group in document order. Case is ignored. An empty search returns the
 * clauses from the start of the document.
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
