/** By when it was said; at the same moment by id, so that the order is always the same. */
export function inOrder<Said extends { createdAt: string; id: string }>(said: readonly Said[]): Said[] {
  return [...said].sort((one, other) => compare(one.createdAt, other.createdAt) || compare(one.id, other.id));
}

/** Plain code unit order: it is the same on every machine, whatever its language. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
