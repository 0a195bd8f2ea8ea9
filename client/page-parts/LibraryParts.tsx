import type { ElementType, ReactNode } from "react";
import { readingPath } from "#core/contract/pages.ts";
import { common, documentsPage as messages } from "#core/messages/catalogues.ts";
import { pastAndUpcoming, type CalendarEntry } from "#core/phrases/forum-calendar.ts";
import type { ForumDocument } from "#core/text/version.ts";
import { formatMessage } from "./messages.ts";

/**
 * The forum's meetings and deadlines: upcoming ones first, with the next one highlighted, then past ones, folded. The
 * server renders it too.
 */
export function CalendarDates({
  entries,
  now,
  timeZone,
  dateOf,
  timeOf,
  link: Link = "a",
}: {
  /** In chronological order. */
  entries: readonly CalendarEntry[];
  /** ISO 8601, UTC. */
  now: string;
  /** The forum's time zone. */
  timeZone: string | undefined;
  /** Formats a day (YYYY-MM-DD). */
  dateOf: (date: string) => ReactNode;
  /** Formats a time (ISO 8601). */
  timeOf: (at: string) => ReactNode;
  /** The component that links an entry to its draft. */
  link?: ElementType<{ href: string; children: ReactNode }>;
}): ReactNode {
  if (entries.length === 0) return null;
  const { past, upcoming } = pastAndUpcoming(entries, now, timeZone);
  const item = ({ date, at, title, place, version }: CalendarEntry, isNext: boolean): ReactNode => (
    <li key={date + title} className={isNext ? "is-next" : undefined}>
      <span>
        <time dateTime={at ?? date}>{dateOf(date)}</time>
        {isNext && <span className="tag">{common.nextDate}</span>}
      </span>
      <span>{version === null ? title : <Link href={readingPath(version)}>{title}</Link>}</span>
      {place !== null && <span className="quiet">{place}</span>}
      {at !== null && <span className="quiet">{timeOf(at)}</span>}
    </li>
  );
  return (
    <section className="calendar" aria-labelledby="calendar">
      <h2 id="calendar" className="visually-hidden">
        {common.calendar}
      </h2>
      {upcoming.length > 0 && (
        <ol className="calendar-dates">{upcoming.map((entry, index) => item(entry, index === 0))}</ol>
      )}
      {past.length > 0 && (
        <details className="calendar-past">
          <summary className="soft tappable">{formatMessage(common.pastDates, { count: past.length })}</summary>
          <ol className="calendar-dates">{past.map((entry) => item(entry, false))}</ol>
        </details>
      )}
    </section>
  );
}

/** The line above a document's name: its symbol, its agenda item, and whether it is archived. */
export function DocumentMarks({ document }: { document: ForumDocument }): ReactNode {
  const { symbol, agendaItem, archivedAt } = document;
  const marks = [
    symbol,
    agendaItem !== undefined && formatMessage(messages.agendaItem, { item: agendaItem }),
    archivedAt !== undefined && messages.archivedDocument,
  ].filter(Boolean);
  return marks.length > 0 && <p className="quiet small">{marks.join(" · ")}</p>;
}
