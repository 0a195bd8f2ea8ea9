import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { clausesOnLines, parseLineCitation } from "#core/text/lines/find-lines.ts";
import { FilteredList, type ListedChoice } from "../../components/FilteredList.tsx";
import { linesQuery } from "../../lines/lines-query.ts";
import "./clause-search.css";

/** A field that finds clauses by their citation, their lines or their words, and the list from which one is chosen. */
export function ClauseSearch({
  address,
  version,
  query,
  choices = [],
  onQuery,
  onChoose,
}: {
  /** Address of the version. */
  address: string;
  version: VersionText;
  /** The search text. */
  query: string;
  /** What else can be chosen. It comes first. */
  choices?: readonly ListedChoice[];
  onQuery: (query: string) => void;
  /** Receives the id of a clause or of another choice. */
  onChoose: (id: string) => void;
}): ReactNode {
  // Loaded with the first search, because few readers search. Until then, only a citation as written is found.
  const keys = useQuery({ queryKey: ["citation-key"], queryFn: () => import("#core/text/citations/citation-key.ts") });
  const keyOf = keys.data?.citationKey;
  const { data: lines } = useQuery({ ...linesQuery(address), enabled: parseLineCitation(query) !== null });
  const matches = useMemo(() => {
    const onLines = lines && clausesOnLines(version, lines, query);
    return findClauses(version, query, keyOf, onLines ?? []);
  }, [version, query, keyOf, lines]);
  return (
    <FilteredList
      label={messages.findClauseField}
      placeholder={messages.citationExample}
      query={query}
      hasFocus
      listLabel={messages.clauseList}
      listClassName="find-results"
      groups={[{ heading: null, choices: [...choices, ...matches.map(foundChoice)] }]}
      empty={<p className="quiet find-nothing">{messages.noMatchingClause}</p>}
      onQuery={onQuery}
      onChoose={onChoose}
    />
  );
}

function foundChoice({ id, citation, before, hit, after }: FoundClause): ListedChoice {
  return {
    id,
    content: (
      <span className="find-result">
        <strong>{citation}</strong>
        <span dir="auto">
          {before}
          {hit && <mark>{hit}</mark>}
          {after}
        </span>
      </span>
    ),
  };
}

/** A search result: a clause with the text around the first match. */
interface FoundClause {
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
 *
 * @param keyOf equal for all ways to write a citation, so that "article 4, paragraph 13" finds Art. 4.13
 * @param onLines the clauses on the lines that the search cites
 */
export function findClauses(
  { text, clauses }: VersionText,
  query: string,
  keyOf?: (citation: string) => string,
  onLines: readonly Clause[] = [],
): FoundClause[] {
  const normalised = query.trim().toLocaleLowerCase();
  const key = keyOf?.(query) ?? "";
  const cited: FoundClause[] = [];
  const holding: FoundClause[] = [];
  const lined = new Set(onLines.map(({ id }) => id));
  for (const { id, citation, start, end } of clauses) {
    const clauseText = text.slice(start, end);
    const isCited = citation.toLocaleLowerCase().includes(normalised) || (key !== "" && keyOf?.(citation) === key);
    if (isCited || lined.has(id)) {
      cited.push({ id, citation, before: clip(clauseText, contextBefore + contextAfter), hit: "", after: "" });
      continue;
    }
    const at = clauseText.toLocaleLowerCase().indexOf(normalised);
    if (at < 0) continue;
    const from = Math.max(0, at - contextBefore);
    holding.push({
      id,
      citation,
      before: `${from > 0 ? "…" : ""}${clauseText.slice(from, at)}`,
      hit: clauseText.slice(at, at + normalised.length),
      after: clip(clauseText.slice(at + normalised.length), contextAfter),
    });
  }
  return [...cited, ...holding].slice(0, most);
}

function clip(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
