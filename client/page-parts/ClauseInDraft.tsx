import { interfaceLanguage } from "#core/messages/catalogues.ts";
import type { ElementType, ReactNode } from "react";
import type { ClauseHistoryEntry } from "#core/contract/history-operations.ts";
import { dateText } from "#core/phrases/dates.ts";
import { directionOf } from "#core/text/direction.ts";
import { RedlineRun } from "./RedlineRun.tsx";
import { commaText } from "./messages.ts";

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
