import { useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { inboxPath } from "#core/contract/pages.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { unreadQuery } from "../api/unread-query.ts";
import { formatMessage } from "../page-parts/messages.ts";
import "./inbox-badge.css";

/** The bell at the top of every page: the link to the inbox, with the number of unread items. */
export function InboxBadge(): ReactNode {
  const { count = 0, isMore = false } = useQuery(unreadQuery).data ?? {};
  const name = formatMessage(messages.newForYou, { count });
  return (
    <Link className="icon-button inbox-badge" href={inboxPath} aria-label={name} title={name}>
      <Bell size={18} aria-hidden />
      {count > 0 && (
        <span className="inbox-count" aria-hidden>
          {isMore ? `${String(count)}+` : count}
        </span>
      )}
    </Link>
  );
}
