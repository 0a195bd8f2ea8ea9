import { type ReactNode, useSyncExternalStore } from "react";
import type { Speaker } from "#core/discuss/speaker.ts";
import { interfaceLanguage, common as messages } from "#core/messages/catalogues.ts";
import { dateText, dayText, shortTimeText, timeText } from "#core/phrases/dates.ts";
import { sourceText } from "#core/phrases/source-text.ts";
import { directionOf } from "#core/text/direction.ts";
import { forumZone } from "../api/forum-zone.ts";
import { formatMessage } from "../page-parts/messages.ts";

/** Formats a calendar date (YYYY-MM-DD), or the day of a time in the forum's zone: "6 Feb 2013". */
export function formatDate(date: string): string {
  return date.includes("T") ? dayText(date, interfaceLanguage(), forumZone()) : dateText(date, interfaceLanguage());
}

/** Formats a time (ISO 8601) in the forum's zone: "6 Feb 2013, 14:05 CET". */
export function formatMoment(at: string): string {
  return timeText(at, interfaceLanguage(), forumZone());
}

/**
 * Formats a time by which the reader plans, such as a deadline: in the forum's zone, and in the reader's if clocks there
 * show another time: "6 Feb 2013, 14:05 CET (6 Feb, 22:05 your time)". The zone (IANA name) is null if unknown.
 */
export function formatDeadline(at: string, readerZone: string | null): string {
  const time = formatMoment(at);
  const shortIn = (zone: string | undefined): string => shortTimeText(at, interfaceLanguage(), zone);
  const own = shortIn(readerZone ?? forumZone());
  return own === shortIn(forumZone()) ? time : formatMessage(messages.inBothZones, { time, own });
}

/** Returns `formatDeadline` in the reader's zone, which the server does not know. */
export function useFormatDeadline(): (at: string) => string {
  const zone = useSyncExternalStore(
    () => () => undefined,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  );
  return (at) => formatDeadline(at, zone);
}

/** Formats a file size: "24 kB", "1.5 MB". */
export function fileSize(bytes: number): string {
  return bytes < 1024 * 1024
    ? formatMessage(messages.sizeKilobytes, { size: Math.ceil(bytes / 1024) })
    : formatMessage(messages.sizeMegabytes, { size: Math.round((bytes / 1024 / 1024) * 10) / 10 });
}

/** Returns the name of a language (BCP 47) in the language of the page: "Arabic". */
export function languageName(language: string): string {
  try {
    return new Intl.DisplayNames(interfaceLanguage(), { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}

/** Returns the attributes of an element in a language. Texts of two directions may appear side by side. */
export function writtenIn(language: string): { lang: string; dir: "ltr" | "rtl" } {
  return { lang: language, dir: directionOf(language) };
}

/** Returns the name of the source: the organisation, or the person who comments in a personal capacity. */
export function sourceName(speaker: Speaker): string {
  return sourceText(speaker, interfaceLanguage());
}

/** A time in the past, in the forum's zone. Its title has the reader's time too. `day` shows the day alone. */
export function Moment({ at, day = false }: { at: string; day?: boolean }): ReactNode {
  const formatDeadline = useFormatDeadline();
  return (
    <time dateTime={at} title={formatDeadline(at)}>
      {day ? formatDate(at) : formatMoment(at)}
    </time>
  );
}
