import type { ReactNode } from "react";
import { Link } from "wouter";
import type { DeskItem } from "#core/contract/desk-operations.ts";
import { contributionsPath } from "#core/contract/pages.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { isInState } from "./desk-filters.ts";

/** How much is decided, in all and by document, and what waits elsewhere. */
export function DeskProgress({
  items,
  documents,
  isLoading,
  pending,
}: {
  items: readonly DeskItem[];
  documents: readonly { id: string; title: string }[];
  isLoading: boolean;
  /** Number of acts that are not saved yet. */
  pending: number;
}): ReactNode {
  const decided = (list: readonly DeskItem[]): number => list.filter(({ decision }) => decision !== null).length;
  const prepared = items.filter((one) => isInState(one, "prepared")).length;
  return (
    <div className="desk-progress">
      <progress max={Math.max(items.length, 1)} value={decided(items)} aria-label={messages.byDocument} />
      <span>
        {formatMessage(messages.progress, { decided: decided(items), total: items.length, prepared })}
        {pending > 0 && ` · ${formatMessage(messages.saving, { count: pending })}`}
        {isLoading && ` · ${formatMessage(messages.loading, { count: items.length })}`}
      </span>
      <Link href={contributionsPath}>{messages.contributionsLink}</Link>
      {documents.length > 1 && (
        <details>
          <summary>{messages.byDocument}</summary>
          <ul>
            {documents.map(({ id, title }) => {
              const own = items.filter(({ documentId }) => documentId === id);
              return (
                own.length > 0 && (
                  <li key={id}>
                    {formatMessage(messages.documentProgress, {
                      document: title,
                      decided: decided(own),
                      total: own.length,
                    })}
                  </li>
                )
              );
            })}
          </ul>
        </details>
      )}
    </div>
  );
}
