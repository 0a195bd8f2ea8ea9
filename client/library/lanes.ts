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
