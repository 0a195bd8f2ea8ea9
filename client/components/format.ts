import type { Speaker } from "#core/discuss/speaker.ts";
import { dateText, timeText } from "#core/phrases/dates.ts";
import * as messages from "#core/messages/interface.en.ts";
import { sourceText } from "#core/phrases/source-text.ts";
import { directionOf } from "#core/text/direction.ts";
import { formatMessage, interfaceLanguage } from "../page-parts/messages.ts";

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZoneName: "short" });

/** Formats a calendar date (YYYY-MM-DD), or the day of a time: "6 Feb 2013". Days have no time zone. */
export function formatDate(date: string): string {
  return dateText(date, interfaceLanguage);
}

/** Formats a time (ISO 8601) in the reader's time zone: "6 Feb 2013, 14:05 CET". */
export function formatMoment(at: string): string {
  return timeText(at, interfaceLanguage, zone);
}

/** Formats the time of day with its zone: "14:05 CET". */
export function formatTime(at: Date): string {
  return clock.format(at);
}

/** Formats a file size: "24 kB", "1.5 MB". */
export function fileSize(bytes: number): string {
  return bytes < 1024 * 1024
    ? formatMessage(messages.sizeKilobytes, { size: Math.ceil(bytes / 1024) })
    : formatMessage(messages.sizeMegabytes, { size: (bytes / 1024 / 1024).toFixed(1).replace(/\.0$/u, "") });
}

const names = new Intl.DisplayNames("en", { type: "language" });

/** Returns the English name of a language (BCP 47): "Arabic". */
export function languageName(language: string): string {
  try {
    return names.of(language) ?? language;
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
  return sourceText(speaker, interfaceLanguage);
}
