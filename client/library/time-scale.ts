/** Returns a date (YYYY-MM-DD) as a number of days. */
const dayOf = (date: string): number => Date.parse(date.slice(0, 10)) / 86_400_000;

/**
 * Returns a scale from dates to positions from 0 (earliest) to 1 (latest). If all dates are the same day, every
 * position is 0.5. A date outside the range maps to the nearer end.
 */
export function timeScale(dates: readonly string[]): (date: string) => number {
  const days = dates.map(dayOf);
  const first = Math.min(...days);
  const span = Math.max(...days) - first;
  return (date) => (span > 0 ? Math.min(1, Math.max(0, (dayOf(date) - first) / span)) : 0.5);
}

/**
 * Returns the radius of a version's dot, in pixels. It grows with the square root of the share of words inserted and
 * deleted, up to a limit.
 */
export function dotRadius(changedWords: number | null, documentWords: number): number {
  const smallest = 4;
  const largest = 10;
  if (changedWords === null || documentWords === 0) return 6;
  return smallest + (largest - smallest) * Math.sqrt(Math.min(1, changedWords / documentWords));
}

/**
 * Assigns a lane to each position along a line (0 to 1, ascending), so that no dot covers another. Lane 0 is the line
 * itself, and each dot takes the first free lane. `gap` is the minimum distance within a lane.
 */
export function lanesOf(positions: readonly number[], gap: number): number[] {
  const ends: number[] = [];
  return positions.map((position) => {
    const free = ends.findIndex((end) => position - end >= gap);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = position;
    return lane;
  });
}
