import { useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { type ReactNode, useSyncExternalStore } from "react";
import { Link } from "wouter";
import { inboxPath } from "#core/contract/pages.ts";
import { colleagues as colleagueMessages, common as messages } from "#core/messages/catalogues.ts";
import { newColleaguesQuery } from "../api/colleague-queries.ts";
import { jointRequestsQuery, mentionsQuery, meQuery, newReadersQuery } from "../api/queries.ts";
import { commaText, formatMessage } from "../page-parts/messages.ts";
import { countUnseen, subscribeSeen, type Notifications } from "./inbox-seen.ts";
import "./inbox-badge.css";

/**
 * The link to the inbox, at the top of every page. It shows the number of open requests to the reader's organisation
 * and of unread notifications.
 */
export function InboxBadge(): ReactNode {
  const me = useQuery(meQuery).data;
  const reader = me?.participant?.id ?? null;
  const requests = useQuery({ ...jointRequestsQuery, enabled: me?.organisation != null }).data ?? [];
  const mentions = useQuery({ ...mentionsQuery, enabled: reader !== null }).data ?? [];
  const readers = useQuery({ ...newReadersQuery, enabled: me?.organisation != null }).data ?? [];
  const colleagues = useQuery({ ...newColleaguesQuery, enabled: me?.organisation != null }).data?.colleagues ?? [];
  const unseenOf = (notifications: Partial<Notifications>): number =>
    reader === null ? 0 : countUnseen(reader, { mentions: [], readers: [], colleagues: [], ...notifications });
  const unseen = useSyncExternalStore(subscribeSeen, () => unseenOf({ mentions }));
  const unseenReaders = useSyncExternalStore(subscribeSeen, () => unseenOf({ readers }));
  const unseenColleagues = useSyncExternalStore(subscribeSeen, () => unseenOf({ colleagues }));
  const count = requests.length + unseen + unseenReaders + unseenColleagues;
  if (count === 0) return null;
  const name = commaText([
    ...(requests.length > 0 ? [formatMessage(messages.coSignRequests, { count: requests.length })] : []),
    ...(unseen > 0 ? [formatMessage(messages.newMentions, { count: unseen })] : []),
    ...(unseenReaders > 0 ? [formatMessage(messages.newReadersOfDrafts, { count: unseenReaders })] : []),
    ...(unseenColleagues > 0 ? [formatMessage(colleagueMessages.newColleagues, { count: unseenColleagues })] : []),
  ]);
  return (
    <Link className="icon-button inbox-badge" href={inboxPath} aria-label={name} title={name}>
      <Inbox size={18} aria-hidden />
      <span className="inbox-count" aria-hidden>
        {count}
      </span>
    </Link>
  );
}
