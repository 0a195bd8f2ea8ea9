/** A day (YYYY-MM-DD) as a number of days. */
const dayOf = (date: string): number => Date.parse(date.slice(0, 10)) / 86_400_000;

/**
 * A scale from dates to places between 0 and 1, the earliest at 0 and the latest at 1. Where all are one day, it stands
 * in the middle; a date outside goes to the nearer end.
 */
export function timeScale(dates: readonly string[]): (date: string) => number {
  const days = dates.map(dayOf);
  const first = Math.min(...days);
  const span = Math.max(...days) - first;
  return (date) => (span > 0 ? Math.min(1, Math.max(0, (dayOf(date) - first) / span)) : 0.5);
}

/** Radius of a version's dot, in pixels: its area grows with the words that came and went, up to a limit. */
export function dotRadius(changedWords: number | null, documentWords: number): number {
  const smallest = 4;
  const largest = 10;
  if (changedWords === null || documentWords === 0) return 6;
  return smallest + (largest - smallest) * Math.sqrt(Math.min(1, changedWords / documentWords));
}

/**
 * A lane for each of some places along a line (0 to 1, ascending), so that none covers another: 0 is the line itself, and
 * the first lane that is free is taken. `gap` is how far apart two of one lane have to be.
 */
export function lanesOf(places: readonly number[], gap: number): number[] {
  const ends: number[] = [];
  return places.map((place) => {
    const free = ends.findIndex((end) => place - end >= gap);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = place;
    return lane;
  });
}
