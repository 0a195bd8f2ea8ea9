import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { feedOperations } from "#core/contract/feed-operations.ts";
import type { profilePath } from "#core/contract/settings-pages.ts";
import { feeds as messages } from "#core/messages/catalogues.ts";
import { forumQuery } from "../api/queries.ts";

// Only types are imported, because the tables of operations and settings would weigh on every page.
const profile: typeof profilePath = "/profile";
const calendarName: Last<typeof feedOperations.getForumCalendar> = "/calendar.ics";
const feedName: Last<typeof feedOperations.getForumFeed> = "/feed";

/** The path of an operation, with which those of documents and threads end. */
type Last<Operation extends { path: string }> = Operation["path"];

/**
 * Links to the calendar and feed of the forum or of a document, or to the feed of a thread or clause. Programs cannot sign in, so in
 * a closed forum it links to the reader's own address.
 */
export function FeedLinks({
  document,
  thread,
  clause,
}: {
  document?: string;
  thread?: string;
  /** The path of the clause in the API. */
  clause?: string;
}): ReactNode {
  const audience = useQuery(forumQuery).data?.audience;
  if (audience === undefined) return null;
  const narrow = clause ?? (thread === undefined ? undefined : `/annotations/${thread}`);
  const of = narrow ?? (document === undefined ? "" : `/documents/${encodeURIComponent(document)}`);
  return (
    <p className="feed-links row small quiet screen-only">
      {audience === "public" ? (
        <>
          {narrow === undefined && (
            <a className="tappable" href={`/api${of}${calendarName}`} type="text/calendar">
              {messages.calendar}
            </a>
          )}
          <a className="tappable" href={`/api${of}${feedName}`} type="application/atom+xml">
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
