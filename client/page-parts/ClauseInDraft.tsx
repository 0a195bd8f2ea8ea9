import type { ElementType, ReactNode } from "react";
import type { RedlineSegment } from "#core/compare/redline-row.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ClauseHistoryEntry } from "#core/contract/history-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { historyPages as messages, interfaceLanguage } from "#core/messages/catalogues.ts";
import { dateText } from "#core/phrases/dates.ts";
import { directionOf } from "#core/text/direction.ts";
import { commaText, formatMessage, headWord, word } from "./messages.ts";

/** A clause in one draft of its history: the draft, the clause's citations, and its redline against the draft before. */
export function ClauseInDraft({
  entry: { version, clauses, rows },
  href,
  named,
  link: Link = "a",
  step,
  reasons,
  children,
}: {
  entry: Pick<ClauseHistoryEntry, "version" | "clauses" | "rows">;
  /** Address of the clause in the draft. */
  href: string;
  /** Whether the draft is named with its document. */
  named: boolean;
  /** The component that links to the draft. */
  link?: ElementType<{ href: string; children: ReactNode }>;
  /** The change of the clause since the previous draft, shown after its citations. */
  step?: ReactNode;
  /** Why the clauses were paired, below the text. */
  reasons?: ReactNode;
  /** The comments on the clause. */
  children: ReactNode;
}): ReactNode {
  const { document, label, date, language } = version;
  return (
    <li className="clause-history-draft">
      <div className="clause-history-body">
        <h2>
          <Link href={href}>
            {named && `${document}: `}
            <bdi lang={language}>{label}</bdi>
          </Link>{" "}
          {!label.includes(date.slice(0, 4)) && <time dateTime={date}>{dateText(date, interfaceLanguage())}</time>}
        </h2>
        <p className="soft">
          <bdi>{commaText(clauses.map(({ citation }) => citation))}</bdi>
          {step}
        </p>
        <div className="draft clause-history-text" lang={language} dir={directionOf(language)}>
          {rows.map((row, index) => (
            <p key={index} className="clause-history-row">
              {row.segments.map(({ kind, text }, place) => (
                <RedlineRun key={place} kind={kind}>
                  {text}
                </RedlineRun>
              ))}
            </p>
          ))}
        </div>
        {reasons}
      </div>
      {children}
    </li>
  );
}

/** The comments on a clause in one draft, each with its decision and a link to its thread. */
export function ClauseComments({
  annotations,
  address,
  link: Link = "a",
  label,
  dateOf,
  render,
}: {
  annotations: readonly PlacedAnnotation[];
  /** Address of the draft they were made on. */
  address: string;
  /** The component that links to a thread. */
  link?: ElementType<{ href: string; children: ReactNode }>;
  /** Names the list for screen readers. */
  label?: string;
  /** Formats the day of a time (ISO 8601). */
  dateOf: (at: string) => string;
  /** Renders the source and the text of a comment. */
  render: (placed: PlacedAnnotation) => ReactNode;
}): ReactNode {
  if (annotations.length === 0) return null;
  return (
    <ul className="clause-history-comments" aria-label={label}>
      {annotations.map((placed) => {
        const { annotation, replies, decision } = placed;
        return (
          <li key={annotation.id}>
            {render(placed)}
            {decision?.current && (
              <p>
                <strong>{headWord(`decision-${decision.current.outcome}`)}</strong> {decision.current.reason}
              </p>
            )}
            <p className="small quiet">
              <Link href={`${readingPath(address)}?note=${annotation.id}`}>
                {dateOf(annotation.createdAt)}, {word(`type-${annotation.type}`)}
              </Link>
              {replies.length > 0 && ` · ${formatMessage(messages.replyCount, { count: replies.length })}`}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

/** Text of a redline: kept, inserted or deleted. Moved text is marked as such. The server renders it too. */
export function RedlineRun({ kind, children }: { kind: RedlineSegment["kind"]; children: ReactNode }): ReactNode {
  if (kind === "kept") return children;
  const className = kind === "moved-away" || kind === "moved-here" ? "is-moved" : undefined;
  return kind === "deleted" || kind === "moved-away" ? (
    <del className={className}>{children}</del>
  ) : (
    <ins className={className}>{children}</ins>
  );
}
