import type { ReactNode } from "react";
import type { Library } from "#core/contract/forum-operations.ts";
import { formatDate } from "../components/dates.ts";

/** The forum's meetings and deadlines in their order; the next one stands out. */
export function Calendar({ entries }: { entries: Library["forum"]["calendar"] }): ReactNode {
  if (entries.length === 0) return null;
  const today = new Date().toISOString().slice(0, 10);
  const next = entries.findIndex(({ date }) => date >= today);
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar" className="visually-hidden">
        Calendar
      </h2>
      <ol className="calendar">
        {entries.map(({ date, title, place }, index) => (
          <li key={date + title} className={index === next ? "is-next" : undefined}>
            <span>
              <time dateTime={date}>{formatDate(date)}</time>
              {index === next && <span className="chip">next</span>}
            </span>
            <span>{title}</span>
            {place !== null && <span className="quiet">{place}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
