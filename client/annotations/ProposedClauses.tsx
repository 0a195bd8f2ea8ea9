import { Fragment, type ReactNode, useMemo } from "react";
import { interfaceLanguage, annotationParts as messages } from "#core/messages/catalogues.ts";
import {
  type ProposalSegment,
  type ProposedClause,
  shortenedText,
  withRowsJoined,
} from "#core/propose/proposal-segment.ts";
import { directionOf } from "#core/text/direction.ts";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import { textOf } from "#core/discuss/content-text.ts";
import "./thread.css";

/**
 * Shows a proposal as a redline, clause by clause. A space separates deleted text from the text that replaces it.
 * Without it, the two would run together in a plain copy or a print without colours.
 */
export function ProposedClauses({
  clauses: proposed,
  language,
  short = false,
  label,
}: {
  clauses: readonly ProposedClause[];
  language: string;
  /**
   * Whether to show only the first clause, and of it only the text near changes. Readers without scripts, who cannot
   * open the whole proposal, get the other clauses too.
   */
  short?: boolean;
  /** Accessible name, if it is shown on its own. */
  label?: string;
}): ReactNode {
  const clauses = useMemo(() => withRowsJoined(proposed), [proposed]);
  const isOneOfSeveral = clauses.length > 1;
  const [first, ...others] = clauses.map((clause, index) => (
    <ClauseChange key={index} clause={clause} named={isOneOfSeveral} short={short} />
  ));
  return (
    <div
      className="proposed"
      lang={language}
      dir={directionOf(language)}
      {...(label !== undefined && { role: "group", "aria-label": label })}
    >
      {first}
      {!short && others}
      {short && isOneOfSeveral && (
        <>
          <p className="quiet small">{formatMessage(messages.andMore, { count: others.length })}</p>
          {/* Only with scripts can readers open the whole proposal. */}
          <noscript>{others}</noscript>
        </>
      )}
    </div>
  );
}

/** The redline of one clause of a proposal. */
function ClauseChange({
  clause,
  named,
  short,
}: {
  clause: ProposedClause;
  /** Whether an edited clause is cited. */
  named: boolean;
  short: boolean;
}): ReactNode {
  const position = positionLabel(clause, named);
  return (
    <p>
      {position !== null && (
        <>
          <span className="proposed-place" lang={interfaceLanguage()} dir="auto">
            {position}
          </span>{" "}
        </>
      )}
      {clause.label !== clause.proposedLabel && (
        <>
          <span className="proposed-label">
            {clause.label ?? messages.noNumber} → {clause.proposedLabel ?? messages.noNumber}
          </span>{" "}
        </>
      )}
      {clause.change === "inserted" && clause.label !== null && `${clause.label} `}
      {clause.segments.map((segment, at) => (
        <Fragment key={at}>
          {segment.kind === "inserted" && clause.segments[at - 1]?.kind === "deleted" && " "}
          <Segment segment={segment} text={short ? shortenedText(clause.segments, at) : textOf(segment.content)} />
        </Fragment>
      ))}
    </p>
  );
}

/** Describes where a change is and what happens to the clause. Returns null if the proposal only edits one clause. */
function positionLabel({ change, citation, after, row }: ProposedClause, several: boolean): ReactNode {
  const clause = <bdi>{citation}</bdi>;
  const isRow = row !== undefined;
  const behind = { after: <bdi>{after}</bdi> };
  switch (change) {
    case "edited":
      return several ? clause : null;
    case "deleted":
      return richMessage(isRow ? messages.deleteRow : messages.deleteClause, { clause });
    case "inserted":
      if (after === "") return isRow ? messages.newRowFirst : messages.newClauseFirst;
      return richMessage(isRow ? messages.newRowAfter : messages.newClauseAfter, behind);
    case "moved":
      return after === ""
        ? richMessage(messages.moveFirst, { clause })
        : richMessage(messages.moveAfter, { clause, ...behind });
  }
}

function Segment({ segment, text }: { segment: ProposalSegment; text: string }): ReactNode {
  if (segment.kind === "inserted") return <ins>{text}</ins>;
  return segment.kind === "deleted" ? <del>{text}</del> : text;
}
