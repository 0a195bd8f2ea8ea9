import type { Library } from "#core/contract/forum-operations.ts";
import { say } from "#core/messages/messages.ts";

/** An entry of the forum's calendar: a meeting, or the opening or the end of a consultation. */
export interface CalendarEntry {
  /** YYYY-MM-DD; for a consultation, its day in UTC. */
  date: string;
  /** ISO 8601, UTC, where the hour matters; null for a day as a whole. */
  at: string | null;
  title: string;
  place: string | null;
  /** Address of the version it is about; null for a meeting. */
  version: string | null;
}

/**
 * The forum's calendar with the consultations on its documents, in order of time. Of a consultation that has not opened both
 * ends are told, else its deadline alone.
 */
export function forumCalendar(
  { forum, documents }: Pick<Library, "forum" | "documents">,
  language: string,
): CalendarEntry[] {
  const meetings = forum.calendar.map((entry): CalendarEntry => ({ ...entry, at: null, version: null }));
  const consultations = documents.flatMap((document) =>
    document.versions.flatMap(({ consultation, label, address }): CalendarEntry[] => {
      if (!consultation?.terms) return [];
      const { opensAt, closesAt } = consultation.terms;
      const params = { document: document.shortTitle, version: label };
      const entry = (at: string, title: string): CalendarEntry => ({
        date: at.slice(0, 10),
        at,
        title,
        place: null,
        version: address,
      });
      return [
        ...(consultation.state === "upcoming"
          ? [entry(opensAt, say({ code: "consultation-opens-entry", params }, language))]
          : []),
        entry(closesAt, say({ code: "consultation-closes-entry", params }, language)),
      ];
    }),
  );
  return [...meetings, ...consultations].sort((one, other) =>
    (one.at ?? one.date).localeCompare(other.at ?? other.date),
  );
}
