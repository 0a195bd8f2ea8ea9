/** How versions came from one another. */
export interface VersionLines<Version> {
  /** The versions a version came from directly: the one before it, or those its document forks, replaces or merges. */
  parents: (version: Version) => readonly Version[];
  /** The versions that came from it directly. */
  children: (version: Version) => readonly Version[];
}

/**
 * How many versions back a clause or a word is looked for that came in again: what was gone for longer is new to
 * everybody, and each version looked into is one more comparison.
 */
const furthest = 12;

/** The versions beyond a version's neighbours in one direction, nearest first, no further than is looked. */
export function beyond<Version extends { id: string }>(
  version: Version,
  neighbours: (version: Version) => readonly Version[],
): Version[] {
  const found: Version[] = [];
  const seen = new Set([version.id]);
  let ring = [...neighbours(version)];
  for (let distance = 1; ring.length > 0 && distance <= furthest; distance += 1) {
    const fresh = ring.filter(({ id }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    if (distance > 1) found.push(...fresh);
    ring = fresh.flatMap((one) => [...neighbours(one)]);
  }
  return found;
}
