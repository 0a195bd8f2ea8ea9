import type { ReactNode } from "react";
import { Link } from "wouter";
import type { WaitingItem } from "#core/contract/notification-operations.ts";
import { documentDeskPath, locationsDeskPath } from "#core/contract/desk-path.ts";
import { contributionsPath, inboxPath, readingPath } from "#core/contract/pages.ts";
import { clearancePath, mailedRepliesPath } from "#core/contract/settings-pages.ts";
import { inboxPage as messages } from "#core/messages/catalogues.ts";
import { useFormatDeadline } from "../components/format.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import "./inbox.css";

type FormatDeadline = ReturnType<typeof useFormatDeadline>;

/** The sentence of each kind of waiting work, and the path to where it is done. */
const lines: Readonly<
  Record<WaitingItem["kind"], (item: WaitingItem, formatDeadline: FormatDeadline) => { text: string; path: string }>
> = {
  "closing-soon": ({ version, closesAt }, formatDeadline) => ({
    text: formatMessage(messages.closingSoon, { draft: version?.label ?? "", date: formatDeadline(closesAt ?? "") }),
    path: readingPath(version?.address ?? ""),
  }),
  "to-clear": ({ count }) => ({ text: formatMessage(messages.toClear, { count: count ?? 0 }), path: clearancePath }),
  "mailed-reply": ({ count }) => ({
    text: formatMessage(messages.mailedReplies, { count: count ?? 0 }),
    path: mailedRepliesPath,
  }),
  "new-reader": () => ({ text: messages.newReader, path: inboxPath }),
  "new-colleague": () => ({ text: messages.newColleague, path: inboxPath }),
  undecided: ({ document, count }) => ({
    text: formatMessage(messages.undecided, { count: count ?? 0 }),
    path: documentDeskPath(document?.id ?? ""),
  }),
  unconfirmed: ({ document, count }) => ({
    text: formatMessage(messages.unconfirmed, { count: count ?? 0 }),
    path: locationsDeskPath(document?.id ?? ""),
  }),
  unreviewed: ({ count }) => ({
    text: formatMessage(messages.unreviewed, { count: count ?? 0 }),
    path: contributionsPath,
  }),
};

/** Work that waits for the reader, in a sentence each: near deadlines, clearance, and what the page does not show in full. */
export function WaitingList({ items }: { items: readonly WaitingItem[] }): ReactNode {
  const formatDeadline = useFormatDeadline();
  if (items.length === 0) return null;
  return (
    <ul className="inbox-items">
      {items.map((item) => {
        const { text, path } = lines[item.kind](item, formatDeadline);
        return (
          <li key={item.item} className="inbox-item">
            <p className="inbox-sentence">
              <Link href={path}>{text}</Link>{" "}
              <span className="quiet small">
                <bdi>{item.document?.title}</bdi>
              </span>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
