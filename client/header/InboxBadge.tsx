import { useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import { useSyncExternalStore, type ReactNode } from "react";
import { Link } from "wouter";
import { inboxPath } from "#core/contract/pages.ts";
import * as messages from "#core/messages/interface.en.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { jointRequestsQuery, mentionsQuery, meQuery, newReadersQuery } from "../api/queries.ts";
import { countUnseen, subscribeSeen, type ToldForYou } from "./inbox-seen.ts";
import "../joint/joint.css";

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
  const unseenOf = (told: Partial<ToldForYou>): number =>
    reader === null ? 0 : countUnseen(reader, { mentions: [], readers: [], ...told });
  const unseen = useSyncExternalStore(subscribeSeen, () => unseenOf({ mentions }));
  const unseenReaders = useSyncExternalStore(subscribeSeen, () => unseenOf({ readers }));
  const count = requests.length + unseen + unseenReaders;
  if (count === 0) return null;
  const name = [
    ...(requests.length > 0 ? [formatMessage(messages.coSignRequests, { count: requests.length })] : []),
    ...(unseen > 0 ? [formatMessage(messages.newMentions, { count: unseen })] : []),
    ...(unseenReaders > 0 ? [formatMessage(messages.newReadersOfDrafts, { count: unseenReaders })] : []),
  ].join(", ");
  return (
    <Link className="icon-button asked-badge" href={inboxPath} aria-label={name} title={name}>
      <Inbox size={18} aria-hidden />
      <span className="asked-count" aria-hidden>
        {count}
      </span>
    </Link>
  );
}
