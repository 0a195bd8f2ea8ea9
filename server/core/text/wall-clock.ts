import { knownZone } from "#core/text/time-zone.ts";

const [numeric, two] = ["numeric", "2-digit"] as const;
const shown = { year: numeric, month: two, day: two, hour: two, minute: two, second: two, hourCycle: "h23" } as const;

/** Clocks by time zone. Creating one takes longer than using it a hundred times. */
const clocks = new Map<string | undefined, Intl.DateTimeFormat>();

/** Returns the time that a clock in a zone (IANA name; absent means UTC) shows at a moment: "2013-02-01T18:00:00". */
export function wallTime(at: string | number, zone: string | undefined): string {
  // Swedish writes times like ISO 8601, with a space instead of the "T".
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat("sv-SE", { ...shown, timeZone: knownZone(zone) });
  clocks.set(zone, clock);
  return clock.format(new Date(at)).replace(" ", "T");
}

/** Returns the day of a moment in a zone: "2013-02-01". */
export function dayOf(at: string | number, timeZone: string | undefined): string {
  return wallTime(at, timeZone).slice(0, 10);
}

/**
 * Returns the moment, in milliseconds, at which a clock in a zone shows a time such as "2013-02-01T18:00". NaN if that is
 * not a time. If clocks are set back and show the time twice, returns one of the two moments. If clocks skip the time, it
 * moves forward by as much as they do.
 */
export function momentOf(written: string, timeZone: string | undefined): number {
  const asUtc = Date.parse(`${written}Z`);
  if (Number.isNaN(asUtc)) return NaN;
  const offset = (at: number): number => Date.parse(`${wallTime(at, timeZone)}Z`) - Math.floor(at / 1000) * 1000;
  // The first guess may be on the other side of a change of the clocks.
  const first = asUtc - offset(asUtc);
  const second = asUtc - offset(first);
  return second + offset(second) === asUtc ? second : Math.max(first, second);
}
