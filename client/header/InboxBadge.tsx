import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Link, useSearch } from "wouter";
import { inboxPath } from "#core/contract/pages.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { unreadQuery } from "../api/unread-query.ts";
import { formatMessage } from "../page-parts/messages.ts";
import "./inbox-badge.css";

/** The bell at the top of every page: the link to the inbox, with the number of unread items. */
export function InboxBadge(): ReactNode {
  const client = useQueryClient();
  const { count = 0, isMore = false, threads = [] } = useQuery(unreadQuery).data ?? {};
  // The thread that is open is part of the address.
  const note = new URLSearchParams(useSearch()).get("note");
  const opened = threads.find(({ item }) => item === `thread/${note ?? ""}`);
  useEffect(() => {
    if (opened && document.visibilityState === "visible")
      void import("./mark-opened.ts").then(({ markOpened }) => markOpened(client, opened));
  }, [client, opened]);
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
