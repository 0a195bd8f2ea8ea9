import type { ReactNode } from "react";
import { Link } from "wouter";
import type { WaitingItem } from "#core/contract/notification-operations.ts";
import { outcomesPath, readingPath } from "#core/contract/pages.ts";
import { inboxPage as messages } from "#core/messages/catalogues.ts";
import { useFormatDeadline } from "../components/format.tsx";
import { formatMessage } from "../page-parts/messages.ts";

/** The deadlines that are near, and the work that waits in each document. */
export function WaitingList({ items }: { items: readonly WaitingItem[] }): ReactNode {
  const formatDeadline = useFormatDeadline();
  const listed = items.filter(({ kind }) => kind === "closing-soon" || kind === "undecided");
  if (listed.length === 0) return null;
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" className="inbox-heading section-title">
        {messages.waiting}
      </h2>
      <ul className="inbox-items">
        {listed.map(({ item, kind, document, version, closesAt, count }) => (
          <li key={item} className="inbox-item">
            <p className="inbox-sentence">
              {kind === "closing-soon" ? (
                <Link href={readingPath(version?.address ?? "")}>
                  {formatMessage(messages.closingSoon, {
                    draft: version?.label ?? "",
                    date: formatDeadline(closesAt ?? ""),
                  })}
                </Link>
              ) : (
                <Link href={`${outcomesPath(document?.id ?? "")}?outcomes=undecided`}>
                  {formatMessage(messages.undecided, { count: count ?? 0 })}
                </Link>
              )}{" "}
              <span className="quiet small">
                <bdi>{document?.title}</bdi>
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
