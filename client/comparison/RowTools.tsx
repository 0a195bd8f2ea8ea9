import { History, Link2, MessageSquare } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import type { RedlineRow } from "#core/compare/redline.ts";
import { clauseHistoryPath } from "#core/contract/pages.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { inInterface, formatMessage } from "../page-parts/messages.ts";

/** The tools of a row: follow its clause through all drafts, comment on the change, and link the clause. */
export function RowTools({
  row,
  addresses,
  citation,
  comment,
  onLeave,
  onLink,
}: {
  row: RedlineRow;
  /** Addresses of the two versions. */
  addresses: Readonly<Record<"base" | "revised", string>>;
  citation: string;
  /** Link that opens a comment on the change; null if the reader may not comment. */
  comment: string | null;
  /**
   * Goes to another page. The redline passes it in, because a thousand links that each listen to the address would slow
   * every step.
   */
  onLeave: (path: string) => void;
  /** Undefined if the reader may not link clauses. */
  onLink: ((row: RedlineRow) => void) | undefined;
}): ReactNode {
  const side = row.revised === null ? "base" : "revised";
  const clause = row[side];
  if (clause === null) return null;
  const path = clauseHistoryPath(addresses[side], clause);
  const leave =
    (to: string) =>
    (event: MouseEvent): void => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      onLeave(to);
    };
  return (
    <span className="row-tools screen-only" {...inInterface()}>
      <a
        href={path}
        className="icon-button"
        aria-label={formatMessage(messages.historyOfClause, { citation })}
        title={messages.clauseHistory}
        onClick={leave(path)}
      >
        <History size={16} aria-hidden />
      </a>
      {comment !== null && (
        <a
          href={comment}
          className="icon-button"
          aria-label={formatMessage(messages.commentOnChangeIn, { citation })}
          title={messages.commentOnChange}
          onClick={leave(comment)}
        >
          <MessageSquare size={16} aria-hidden />
        </a>
      )}
      {onLink && (
        <button
          type="button"
          className="icon-button"
          aria-label={formatMessage(messages.linkClauseToCounterpart, { citation })}
          title={messages.linkToCounterpart}
          onClick={() => onLink(row)}
        >
          <Link2 size={16} aria-hidden />
        </button>
      )}
    </span>
  );
}
