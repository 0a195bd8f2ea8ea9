import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { newsQuery } from "../api/queries.ts";
import { formatDate } from "../components/dates.ts";
import { lastVisit } from "./last-visit.ts";
import { sayNews } from "./news.ts";

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
