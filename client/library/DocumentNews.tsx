import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import { newsQuery } from "../api/queries.ts";
import { counted, formatDate } from "../components/format.ts";
import { lastVisit } from "./last-visit.ts";

/** What others did on a document since it was last read in this browser; nothing where it never was. */
export function DocumentNews({ document, reader }: { document: string; reader: string | null }): ReactNode {
  const seen = lastVisit(document);
  const { data } = useQuery({ ...newsQuery(document, seen ?? ""), enabled: seen !== null });
  const news = data ? sayNews(data, reader) : "";
  if (seen === null || news === "") return null;
  return (
    <p className="document-news">
      <span className="chip">New</span> {news} <span className="quiet">since {formatDate(seen)}</span>
    </p>
  );
}

/** What is told of as new, and the events that make it so. */
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

/** In the order it is told, with its plural. */
const order = [
  ["draft", "drafts"],
  ["comment", "comments"],
  ["reply", "replies"],
  ["decision", "decisions"],
  ["consultation", "consultations"],
] as const;

/** What others did that a reader may want to know: "1 draft, 3 comments"; empty where it is nothing. */
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
