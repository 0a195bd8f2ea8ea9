import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import * as messages from "#core/messages/documents-page.en.ts";
import { richMessage } from "../page-parts/messages.ts";
import { newsQuery } from "../api/queries.ts";
import { counted, formatDate } from "../components/format.ts";
import { lastVisit } from "./last-visit.ts";

/** Says what others did on a document since this browser last opened it. Renders nothing if it never did. */
export function DocumentNews({ document, reader }: { document: string; reader: string | null }): ReactNode {
  const seen = lastVisit(document);
  const { data } = useQuery({ ...newsQuery(document, seen ?? ""), enabled: seen !== null });
  const news = data ? sayNews(data, reader) : "";
  if (seen === null || news === "") return null;
  return (
    <p className="document-news">
      <span className="chip">{messages.newsChip}</span> {news}{" "}
      <span className="quiet">{richMessage(messages.newsSince, { formatDate: formatDate(seen) })}</span>
    </p>
  );
}

/** The events that count as news, and the name of each. */
const told: Readonly<Partial<Record<ForumEvent["kind"], string>>> = {
  "version-published": "draft",
  "annotation-created": "comment",
  "annotation-submitted": "comment",
  "reply-created": "reply",
  "disposition-made": "decision",
  "disposition-revised": "decision",
  "consultation-set": "consultation",
  "consultation-closed": "consultation",
};

/** The order in which news is listed, with the plurals. */
const order = [
  ["draft", "drafts"],
  ["comment", "comments"],
  ["reply", "replies"],
  ["decision", "decisions"],
  ["consultation", "consultations"],
] as const;

/** Returns what others did that may interest the reader: "1 draft, 3 comments"; empty if there is nothing. */
export function sayNews(events: readonly ForumEvent[], reader: string | null): string {
  const found = new Map<string, Set<string>>();
  for (const { kind, actor, subject } of events) {
    const what = told[kind];
    if (what === undefined || (reader !== null && actor === reader)) continue;
    found.set(what, (found.get(what) ?? new Set()).add(subject.id));
  }
  return order
    .flatMap(([one, many]) => {
      const count = found.get(one)?.size ?? 0;
      return count > 0 ? [counted(count, one, many)] : [];
    })
    .join(", ");
}
