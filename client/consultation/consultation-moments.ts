import { sayTime } from "#core/messages/dates.ts";
import { formatMoment } from "../components/format.ts";
import { interfaceLanguage, word } from "../components/messages.ts";

/** A deadline in UTC, which is the same for all, and beside it in the reader's own time where that is another. */
export function sayInBothZones(moment: string): string {
  const utc = sayTime(moment, interfaceLanguage);
  const own = formatMoment(moment);
  return own === utc ? utc : word("consultation-both-zones", { utc, own });
}

/** A moment as a field of date and time takes it, in the reader's own zone: "2013-02-01T18:00". */
export function toLocalField(moment: Date): string {
  const part = (value: number, digits = 2): string => String(value).padStart(digits, "0");
  const date = [part(moment.getFullYear(), 4), part(moment.getMonth() + 1), part(moment.getDate())].join("-");
  return `${date}T${part(moment.getHours())}:${part(moment.getMinutes())}`;
}

/** The moment such a field means, ISO 8601, UTC; null while it is not filled. */
export function fromLocalField(value: string): string | null {
  const moment = new Date(value);
  return value === "" || Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
