import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { eventFacts, type ForumEvent, type News } from "#core/contract/event-operations.ts";
import { documentsPage as messages } from "#core/messages/catalogues.ts";
import { commaText, formatMessage, richMessage } from "../page-parts/messages.ts";
import { newsQuery } from "../api/queries.ts";
import { formatDate } from "../components/format.ts";
import { lastVisit } from "./last-visit.ts";

/** Says what others did on a document since this browser last opened it. Renders nothing if it never did. */
export function DocumentNews({ document, reader }: { document: string; reader: string | null }): ReactNode {
  const since = lastVisit(document);
  const { data } = useQuery({ ...newsQuery(document, since ?? ""), enabled: since !== null });
  const news = data ? describeNews(data, reader) : "";
  if (since === null || news === "") return null;
  return (
    <p className="document-news">
      <span className="tag">{messages.newsChip}</span>{" "}
      {richMessage(messages.newsSince, {
        news,
        date: formatDate(since),
        since: (parts) => <span className="quiet">{parts}</span>,
      })}
    </p>
  );
}

/** The kinds of news, in the order in which they are listed. */
const newsMessages = {
  draft: messages.newDrafts,
  comment: messages.newComments,
  reply: messages.newReplies,
  decision: messages.newDecisions,
  consultation: messages.newConsultations,
} satisfies Record<News, string>;

/** A server that was updated since this page was loaded may send other kinds. */
const factsOf: Partial<typeof eventFacts> = eventFacts;

/** Returns what others did that may interest the reader: "1 draft, 3 comments"; empty if there is nothing. */
export function describeNews(events: readonly ForumEvent[], reader: string | null): string {
  const authorsByNews = new Map<News, Set<string>>();
  for (const { kind, actor, subject } of events) {
    const news = factsOf[kind]?.news ?? null;
    if (news === null || (reader !== null && actor === reader)) continue;
    authorsByNews.set(news, (authorsByNews.get(news) ?? new Set()).add(subject.id));
  }
  return commaText(
    (Object.keys(newsMessages) as News[]).flatMap((kind) => {
      const count = authorsByNews.get(kind)?.size ?? 0;
      return count > 0 ? [formatMessage(newsMessages[kind], { count })] : [];
    }),
  );
}
