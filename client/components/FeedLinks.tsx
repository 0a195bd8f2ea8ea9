import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { feedOperations } from "#core/contract/feed-operations.ts";
import type { Operation } from "#core/contract/operation.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import type { profilePath } from "#core/contract/settings-pages.ts";
import { feeds as messages } from "#core/messages/catalogues.ts";
import { forumQuery } from "../api/queries.ts";
import "./feed-links.css";

/** Only its type is imported, because the paths of the settings would weigh on every page. */
const profile: typeof profilePath = "/profile";

/**
 * Links to the calendar and feed of the forum or of a document, or to the feed of a thread. Programs cannot sign in, so in
 * a closed forum it links to the reader's own address.
 */
export function FeedLinks({ document, thread }: { document?: string; thread?: string }): ReactNode {
  const audience = useQuery(forumQuery).data?.audience;
  if (audience === undefined) return null;
  const [calendar, feed] =
    thread !== undefined
      ? [null, feedOperations.getThreadFeed]
      : document === undefined
        ? [feedOperations.getForumCalendar, feedOperations.getForumFeed]
        : [feedOperations.getDocumentCalendar, feedOperations.getDocumentFeed];
  const urlOf = (operation: Operation): string => operationUrl(operation, { document, annotation: thread }, {});
  return (
    <p className="feed-links row small quiet screen-only">
      {audience === "public" ? (
        <>
          {calendar && (
            <a className="tappable" href={urlOf(calendar)} type="text/calendar">
              {messages.calendar}
            </a>
          )}
          <a className="tappable" href={urlOf(feed)} type="application/atom+xml">
            {messages.feed}
          </a>
        </>
      ) : (
        <a className="tappable" href={`${profile}#feeds`}>
          {messages.ownAddress}
        </a>
      )}
    </p>
  );
}
