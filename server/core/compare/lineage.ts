import type { ClausePair } from "#core/compare/comparison.ts";

/** What clauses of one version became in another, as the comparison of the two has it. */
export interface LineageStep<Version> {
  base: Version;
  revised: Version;
  pair: ClausePair;
  /** The versions are no neighbours: the clause was gone in between and came back. */
  returned: boolean;
}

/** The pairs of a comparison of two versions. */
type PairsOf<Version> = (base: Version, revised: Version) => Promise<readonly ClausePair[]>;

/**
 * Everything a clause was and became, step by step from neighbour to neighbour: a merged clause has several ancestors in
 * one version, a split one several descendants. Where it came in or was taken out the step has one side alone. Where a
 * version further away has it again it left and came back: a step goes over what lies between, in place of the one that
 * would call it new.
 *
 * Steps that lead to it come first, nearest first, then those that lead from it.
 */
export async function followClause<Version extends { id: string }>(
  version: Version,
  clause: string,
  lines: VersionLines<Version>,
  pairsOf: PairsOf<Version>,
): Promise<LineageStep<Version>[]> {
  const start: Place<Version> = { version, clauses: new Set([clause]) };
  return [
    ...(await follow(start, (place) => back(place, lines, pairsOf))),
    ...(await follow(start, (place) => forward(place, lines, pairsOf))),
  ];
}

/** Clauses of one version. */
interface Place<Version> {
  version: Version;
  clauses: ReadonlySet<string>;
}

/** One step away from a place, and where it leads. */
interface Reached<Version> {
  step: LineageStep<Version>;
  next: Place<Version> | null;
}

async function follow<Version extends { id: string }>(
  start: Place<Version>,
  stepsFrom: (place: Place<Version>) => Promise<Reached<Version>[]>,
): Promise<LineageStep<Version>[]> {
  const steps = new Map<string, LineageStep<Version>>();
  const been = new Map<string, Set<string>>();
  const waiting = [start];
  for (let place = waiting.shift(); place; place = waiting.shift()) {
    const known = been.get(place.version.id) ?? new Set<string>();
    been.set(place.version.id, known);
    const clauses = new Set([...place.clauses].filter((id) => !known.has(id)));
    if (clauses.size === 0) continue;
    for (const id of clauses) known.add(id);
    for (const { step, next } of await stepsFrom({ version: place.version, clauses })) {
      const { base, revised, pair } = step;
      steps.set(JSON.stringify([base.id, pair.base, revised.id, pair.revised]), step);
      if (next) waiting.push(next);
    }
  }
  return [...steps.values()];
}

/** Steps into the versions a version came from. A clause that is in none of them may be in what they came from. */
async function back<Version extends { id: string }>(
  { version, clauses }: Place<Version>,
  lines: VersionLines<Version>,
  pairsOf: PairsOf<Version>,
): Promise<Reached<Version>[]> {
  const { parents } = lines;
  const reached: Reached<Version>[] = [];
  const lost = new Map<string, LineageStep<Version>>();
  const found = new Set<string>();
  for (const parent of parents(version)) {
    for (const pair of holding(await pairsOf(parent, version), "revised", clauses)) {
      const step = { base: parent, revised: version, pair, returned: false };
      if (pair.base.length === 0) for (const id of pair.revised) lost.set(id, lost.get(id) ?? step);
      else {
        for (const id of pair.revised) found.add(id);
        reached.push({ step, next: { version: parent, clauses: new Set(pair.base) } });
      }
    }
  }
  for (const [id, added] of lost) {
    if (found.has(id)) continue;
    const returned = await firstWith(beyond(version, parents), async (older) => {
      const [pair] = holding(await pairsOf(older, version), "revised", new Set([id]));
      return pair && pair.base.length > 0 ? { base: older, revised: version, pair, returned: true } : undefined;
    });
    if (returned) {
      reached.push({ step: returned, next: { version: returned.base, clauses: new Set(returned.pair.base) } });
      reached.push(...(await removals(returned, lines, pairsOf)));
    } else reached.push({ step: added, next: null });
  }
  return reached;
}

/** The steps that took out what came back, on the way between the two. */
async function removals<Version extends { id: string }>(
  { base, revised, pair: { base: clauses } }: LineageStep<Version>,
  { parents, children }: VersionLines<Version>,
  pairsOf: PairsOf<Version>,
): Promise<Reached<Version>[]> {
  const onTheWay = new Set([...parents(revised), ...beyond(revised, parents)].map(({ id }) => id));
  const reached: Reached<Version>[] = [];
  for (const child of children(base).filter(({ id }) => onTheWay.has(id))) {
    for (const pair of holding(await pairsOf(base, child), "base", new Set(clauses))) {
      if (pair.revised.length > 0) continue;
      reached.push({ step: { base, revised: child, pair, returned: false }, next: null });
    }
  }
  return reached;
}

/** Steps into the versions that came from a version, each by itself: what one heir dropped another may have kept. */
async function forward<Version extends { id: string }>(
  { version, clauses }: Place<Version>,
  { children }: VersionLines<Version>,
  pairsOf: PairsOf<Version>,
): Promise<Reached<Version>[]> {
  const reached: Reached<Version>[] = [];
  for (const child of children(version)) {
    for (const pair of holding(await pairsOf(version, child), "base", clauses)) {
      const step = { base: version, revised: child, pair, returned: false };
      if (pair.revised.length > 0) {
        reached.push({ step, next: { version: child, clauses: new Set(pair.revised) } });
        continue;
      }
      reached.push({ step, next: null });
      const [id = ""] = pair.base;
      const returned = await firstWith(
        [...beyond(version, (one) => (one.id === version.id ? [child] : children(one)))],
        async (later) => {
          const [again] = holding(await pairsOf(version, later), "base", new Set([id]));
          return again && again.revised.length > 0
            ? { base: version, revised: later, pair: again, returned: true }
            : undefined;
        },
      );
      if (returned) {
        reached.push({ step: returned, next: { version: returned.revised, clauses: new Set(returned.pair.revised) } });
      }
    }
  }
  return reached;
}

function holding(pairs: readonly ClausePair[], side: "base" | "revised", clauses: ReadonlySet<string>): ClausePair[] {
  return pairs.filter((pair) => pair[side].some((id) => clauses.has(id)));
}

async function firstWith<One, Found>(
  list: Iterable<One>,
  find: (one: One) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  for (const one of list) {
    const found = await find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

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
