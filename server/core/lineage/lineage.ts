import type { ClausePair, KeptRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, wordsOf, type Words } from "#core/text/tokens.ts";

/** The outcome of clauses of one version in another version, from the comparison of the two. */
export interface LineageStep<Version> {
  base: Version;
  revised: Version;
  pair: ClausePair;
  /** The versions are not neighbours: the clause was absent in between and came back. */
  returned: boolean;
}

/** Returns the pairs of the comparison of two versions. */
type PairsOf<Version> = (base: Version, revised: Version) => Promise<readonly ClausePair[]>;

/**
 * Follows a clause through its lineage, step by step between neighbouring versions. A merged clause has several
 * ancestors in one version; a split clause has several descendants. The step that adds or removes a clause has one side
 * only. If a version further away has the clause, it left and came back: one step spans the versions between. Going
 * back, it replaces the step that would report the clause as new.
 *
 * Steps that lead to the clause come first, nearest first, then the steps that lead from it.
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

interface Place<Version> {
  version: Version;
  clauses: ReadonlySet<string>;
}

/** One step, and the clauses it leads to. */
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

/** Finds the steps into a version's parents. A clause that no parent has may be in an older version. */
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

/** Finds the steps between the two versions that removed a clause which later came back. */
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

/**
 * Finds the steps into a version's children, each child separately: one may have dropped a clause that another kept.
 */
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

/** The ancestry of versions. */
export interface VersionLines<Version> {
  /**
   * Returns a version's direct sources: the version before it, or those that its document forks, replaces or merges.
   */
  parents: (version: Version) => readonly Version[];
  /** Returns the versions derived directly from a version. */
  children: (version: Version) => readonly Version[];
}

/**
 * How many versions away to search for an earlier occurrence of a clause or a word. Text that was absent for longer is
 * new to everybody, and each version searched costs one more comparison.
 */
const furthest = 12;

/** Returns the versions beyond a version's neighbours in one direction, nearest first and once, up to the search limit. */
export function beyond<Version extends { id: string }>(
  version: Version,
  neighbours: (version: Version) => readonly Version[],
): Version[] {
  const found: Version[] = [];
  const seen = new Set([version.id]);
  let ring = [...neighbours(version)];
  for (let distance = 1; ring.length > 0 && distance <= furthest; distance += 1) {
    const fresh: Version[] = [];
    for (const one of ring) {
      // Several versions may lead to the same one.
      if (seen.has(one.id)) continue;
      seen.add(one.id);
      fresh.push(one);
    }
    if (distance > 1) found.push(...fresh);
    ring = fresh.flatMap((one) => [...neighbours(one)]);
  }
  return found;
}

/** The number of words of a base clause that are in a revised clause, with both clauses by index. */
export type ClauseFlow = readonly [base: number, revised: number, words: number];

/**
 * Counts the words that went from each base clause to each revised clause, by the word map, largest flow first. Two
 * shared words ("of the") prove nothing. A flow of fewer than `leastWords` words therefore counts only if it is the
 * largest of its base clause.
 */
export function clauseFlows(base: VersionText, revised: VersionText, kept: readonly KeptRange[]): ClauseFlow[] {
  const lexicon = new Lexicon();
  const words = { base: wordsOf(base, lexicon), revised: wordsOf(revised, lexicon) };
  const clauseIn = { base: clauseOfToken(words.base), revised: clauseOfToken(words.revised) };
  const flows = new Map<number, Map<number, number>>();
  const tokens = new Map<number, number>();
  for (let token = 0; token < words.revised.count; token += 1) tokens.set(words.revised.starts[token] ?? 0, token);
  let token = 0;
  for (const [start, end, to] of kept.toSorted((one, other) => one[0] - other[0])) {
    while (token < words.base.count && (words.base.starts[token] ?? 0) < start) token += 1;
    for (; token < words.base.count && (words.base.ends[token] ?? 0) <= end; token += 1) {
      if (words.base.kinds[token] === tokenKind.mark) continue;
      const there = tokens.get((words.base.starts[token] ?? 0) - start + to);
      if (there === undefined) continue;
      const [from, into] = [clauseIn.base[token] ?? 0, clauseIn.revised[there] ?? 0];
      const out = flows.get(from) ?? new Map<number, number>();
      flows.set(from, out.set(into, (out.get(into) ?? 0) + 1));
    }
  }
  return [...flows]
    .sort(([one], [other]) => one - other)
    .flatMap(([from, out]) =>
      [...out]
        .sort((one, other) => other[1] - one[1] || one[0] - other[0])
        .filter(([, count], index) => index === 0 || count >= leastWords)
        .map(([into, count]): ClauseFlow => [from, into, count]),
    );
}

/** Fewer shared words than this are chance. */
const leastWords = 4;

/** Counts the words of each clause of a text, without marks. */
export function wordsInClauses(version: VersionText): number[] {
  const { firsts, kinds } = wordsOf(version, new Lexicon());
  return version.clauses.map((_clause, index) => {
    let count = 0;
    for (let token = firsts[index] ?? 0; token < (firsts[index + 1] ?? 0); token += 1) {
      if (kinds[token] !== tokenKind.mark) count += 1;
    }
    return count;
  });
}

function clauseOfToken({ firsts, count }: Words): Int32Array {
  const clauses = new Int32Array(count);
  for (let clause = 0; clause + 1 < firsts.length; clause += 1)
    clauses.fill(clause, firsts[clause], firsts[clause + 1]);
  return clauses;
}
