import { useQuery } from "@tanstack/react-query";
import { Inbox } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { inboxPath } from "#core/contract/pages.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { unreadQuery } from "../api/unread-query.ts";
import { formatMessage } from "../page-parts/messages.ts";
import "./inbox-badge.css";

/** The link to the inbox, at the top of every page, with the number of unread items. */
export function InboxBadge(): ReactNode {
  const { count = 0, isMore = false } = useQuery(unreadQuery).data ?? {};
  if (count === 0) return null;
  const name = formatMessage(messages.newForYou, { count });
  return (
    <Link className="icon-button inbox-badge" href={inboxPath} aria-label={name} title={name}>
      <Inbox size={18} aria-hidden />
      <span className="inbox-count" aria-hidden>
        {isMore ? `${String(count)}+` : count}
      </span>
    </Link>
  );
}
