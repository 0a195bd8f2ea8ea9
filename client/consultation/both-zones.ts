import { sayTime } from "#core/messages/dates.ts";
import { formatMoment } from "../components/dates.ts";
import { interfaceLanguage, word } from "../components/messages.ts";

/** A deadline in UTC, which is the same for all, and beside it in the reader's own time where that is another. */
export function sayInBothZones(moment: string): string {
  const utc = sayTime(moment, interfaceLanguage);
  const own = formatMoment(moment);
  return own === utc ? utc : word("consultation-both-zones", { utc, own });
}
