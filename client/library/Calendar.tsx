import type { ReactNode } from "react";
import { Link } from "wouter";
import { readingPath } from "#core/contract/pages.ts";
import type { CalendarEntry } from "#core/messages/forum-calendar.ts";
import { formatDate } from "../components/format.ts";
import { sayInBothZones } from "../consultation/consultation-moments.ts";

/** The forum's meetings and deadlines in order, with the next one highlighted. */
export function Calendar({ entries }: { entries: readonly CalendarEntry[] }): ReactNode {
  if (entries.length === 0) return null;
  const now = new Date().toISOString();
  const next = entries.findIndex(({ date, at }) => (at ?? date) >= (at === null ? now.slice(0, 10) : now));
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar" className="visually-hidden">
        Calendar
      </h2>
      <ol className="calendar">
        {entries.map(({ date, at, title, place, version }, index) => (
          <li key={date + title} className={index === next ? "is-next" : undefined}>
            <span>
              <time dateTime={at ?? date}>{formatDate(date)}</time>
              {index === next && <span className="chip">next</span>}
            </span>
            <span>{version === null ? title : <Link href={readingPath(version)}>{title}</Link>}</span>
            {place !== null && <span className="quiet">{place}</span>}
            {at !== null && <span className="quiet">{sayInBothZones(at)}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
