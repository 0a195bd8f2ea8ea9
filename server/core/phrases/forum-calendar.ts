import type { Library } from "#core/contract/forum-operations.ts";
import type { ConsultationTerms } from "#core/outcome/consultation.ts";
import { messageText } from "#core/phrases/message-text.ts";
import { dayOf } from "#core/text/wall-clock.ts";

/** An entry of the forum's calendar: a meeting, or the opening or end of a consultation. */
export interface CalendarEntry {
  /** YYYY-MM-DD. For a consultation, the day in the forum's zone. */
  date: string;
  /** ISO 8601, UTC. Null for an entry that lasts all day. */
  at: string | null;
  title: string;
  place: string | null;
  /** Address of the version it is about. Null for a meeting. */
  version: string | null;
}

/** Returns the entries of a consultation on a version: its end and, while it is upcoming, its opening. */
export function consultationEntries(
  {
    terms: { opensAt, closesAt },
    isUpcoming,
    timeZone,
  }: { terms: Pick<ConsultationTerms, "opensAt" | "closesAt">; isUpcoming: boolean; timeZone: string | undefined },
  { address, ...params }: { document: string; version: string; address: string },
  language: string,
): CalendarEntry[] {
  const entry = (at: string, title: string): CalendarEntry => ({
    date: dayOf(at, timeZone),
    at,
    title,
    place: null,
    version: address,
  });
  return [
    ...(isUpcoming ? [entry(opensAt, messageText({ code: "consultation-opens-entry", params }, language))] : []),
    entry(closesAt, messageText({ code: "consultation-closes-entry", params }, language)),
  ];
}

/**
 * Returns the forum's calendar, with consultations, in chronological order. An upcoming consultation has entries for
 * its opening and its end; any other has only its end.
 */
export function forumCalendar(
  { forum, documents, consulted }: Pick<Library, "forum" | "documents" | "consulted">,
  language: string,
): CalendarEntry[] {
  const meetings = forum.calendar.map((entry): CalendarEntry => ({ ...entry, at: null, version: null }));
  const consultations = [...documents, ...consulted].flatMap((document) =>
    document.versions.flatMap(({ consultation, label, address }): CalendarEntry[] =>
      consultation?.terms
        ? consultationEntries(
            { terms: consultation.terms, isUpcoming: consultation.state === "upcoming", timeZone: forum.timeZone },
            { document: document.shortTitle, version: label, address },
            language,
          )
        : [],
    ),
  );
  return [...meetings, ...consultations].sort((left, right) =>
    (left.at ?? left.date).localeCompare(right.at ?? right.date),
  );
}

/**
 * Divides a calendar into past and upcoming entries at a time (ISO 8601). A meeting counts as upcoming until the end of its
 * first day in the forum's zone.
 */
export function pastAndUpcoming(
  entries: readonly CalendarEntry[],
  now: string,
  timeZone: string | undefined,
): { past: CalendarEntry[]; upcoming: CalendarEntry[] } {
  const today = dayOf(now, timeZone);
  const isPast = ({ date, at }: CalendarEntry): boolean => (at === null ? date < today : at < now);
  return { past: entries.filter(isPast), upcoming: entries.filter((entry) => !isPast(entry)) };
}
