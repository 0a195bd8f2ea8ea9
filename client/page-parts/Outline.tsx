import { memo, type ReactNode } from "react";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";
import { sectionEnd } from "#core/text/section.ts";
import { formatMessage } from "./messages.ts";

/**
 * In a text with more clauses than this, only the current row is expanded. Twenty pages of letters would help nobody.
 */
const mostClauses = 800;

/**
 * Lists the verbs or headings of the text, each with its clauses and their number of comments. The server renders it
 * too, with plain links.
 */
export const Outline = memo(function Outline({
  rows,
  counts,
  current,
  read = current,
  language,
  onGo,
}: {
  rows: readonly OutlineRow[];
  /** Number of comments, by clause id. */
  counts: ReadonlyMap<string, number>;
  current: string | null;
  /** A clause of the section that is being read; by default the current clause. */
  read?: string | null;
  /** The language of the text. */
  language: string;
  /** Called when a row is pressed. Without it, the rows are plain links. */
  onGo?: (clause: string) => void;
}): ReactNode {
  const total = rows.reduce((sum, { clauses }) => sum + clauses.length, 0);
  const isUnknown = read === null && current === null;
  return (
    <ol className="outline" lang={language} dir={directionOf(language)}>
      {rows.map(({ clause, title, level, clauses }, index) => {
        const count = clauses.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
        const isRead = clauses.some(({ id }) => id === read);
        // Until the page knows what is read, it is the first row.
        const isCurrent = isRead || clauses.some(({ id }) => id === current) || (isUnknown && index === 0);
        return (
          <li key={clause.id} className={isRead ? "is-here" : undefined} data-level={Math.min(level, 6)}>
            <ClauseLink
              clause={clause.id}
              className="outline-title"
              current={current}
              isRead={isRead}
              name={entryLabel([clause.label, title].filter(Boolean).join(" "), count)}
              onGo={onGo}
            >
              <span className={clause.kind === "verb" ? "outline-verb" : undefined}>
                {clause.label !== null && <span className="outline-label">{clause.label}</span>} {title}
              </span>{" "}
              {count > 0 && <span className="outline-count">{count}</span>}
            </ClauseLink>
            <span className="outline-clauses">
              {(isCurrent || total <= mostClauses ? clauses.slice(1) : []).map(({ id, label, citation, kind }) =>
                label === null || kind === "footnote" || kind === "heading" ? null : (
                  <ClauseLink
                    key={id}
                    clause={id}
                    className={counts.has(id) ? "outline-clause has-comments" : "outline-clause"}
                    current={current}
                    name={entryLabel(citation, counts.get(id) ?? 0)}
                    onGo={onGo}
                  >
                    {shortLabel(label, citation, clause)}
                  </ClauseLink>
                ),
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
});

/** Returns the text for screen readers: "recognizing a), 2 comments". */
function entryLabel(name: string, comments: number): string {
  return comments === 0 ? name : formatMessage(messages.outlineEntry, { name, count: comments });
}

function ClauseLink({
  clause,
  className,
  current,
  isRead = false,
  name,
  onGo,
  children,
}: {
  clause: string;
  className: string;
  current: string | null;
  isRead?: boolean;
  name: string;
  onGo: ((clause: string) => void) | undefined;
  children: ReactNode;
}): ReactNode {
  return (
    <a
      className={className}
      href={`#${clause}`}
      aria-label={name}
      aria-current={clause === current ? "location" : isRead || undefined}
      onClick={
        onGo &&
        ((event) => {
          event.preventDefault();
          onGo(clause);
        })
      }
    >
      {children}
    </a>
  );
}

/** A row of the outline: a verb or heading with the clauses under it. */
interface OutlineRow {
  clause: Clause;
  title: string;
  /** 0 for the top level. */
  level: number;
  /** The row's own clause and all that follow up to the next row, in document order. */
  clauses: readonly Clause[];
}

/** Returns the verbs and headings of a text as rows. A text without any is one row under its title. */
export function outlineOf({ text, clauses }: VersionText): OutlineRow[] {
  const openers = clauses.flatMap((clause, index) => (opens(clause) ? [index] : []));
  const starts = openers.length > 0 ? openers : clauses.length > 0 ? [0] : [];
  return starts.flatMap((start, index): OutlineRow[] => {
    const clause = clauses[start];
    if (!clause) return [];
    const next =
      starts[index + 1] ?? Math.max(start + 1, openers.length > 0 ? clauses.length : sectionEnd(clauses, start));
    return [
      {
        clause,
        title: clause.kind === "verb" ? clause.citation : text.slice(clause.start, clause.end),
        level: clause.kind === "heading" ? clause.depth : 0,
        clauses: clauses.slice(start, next),
      },
    ];
  });
}

function opens({ kind }: Clause): boolean {
  return kind === "verb" || kind === "heading";
}

/** The number of the first article, which French and Spanish may write as a word, unlike those of the others. */
const first = /^(premier|primero)/u;

/**
 * Shortens "1.1.3" under "1.1" to "3", because the heading above shows the rest. Under an article, a clause is cited as
 * in the text, without the word and in digits: "2.1(a)" under "Art. 2", "1(a)" under "art. premier".
 */
export function shortLabel(label: string, citation: string, { kind, citation: own }: Clause): string {
  if (kind === "heading" && /^\p{L}/u.test(own) && citation.startsWith(own)) {
    // From the word with the first number, or from the last word if there is no number.
    return citation.slice(own.replace(/\p{N}.*/u, "").lastIndexOf(" ") + 1).replace(first, "1");
  }
  return label.replace(/^.*\.(?=\d+$)/u, "");
}
