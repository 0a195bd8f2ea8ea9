/** The days, YYYY-MM-DD, between which a mark may have been made: that of the version, and that on which its file was sent. */
export interface BelievedDates {
  from: string;
  to: string;
}

/**
 * The date of a mark, as far as it is believed: nobody marks a version before it is there, nor after it was sent. What is
 * not believed is null, and counts as said on the day it was sent.
 */
export function believedDate(date: string | null, { from, to }: BelievedDates): string | null {
  const at = date === null ? NaN : Date.parse(date);
  if (Number.isNaN(at)) return null;
  const iso = new Date(at).toISOString();
  const day = iso.slice(0, 10);
  return day < from || day > to ? null : iso;
}
