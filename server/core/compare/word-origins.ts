import type { Comparison, KeptRange, TextRange } from "#core/compare/comparison.ts";
import { beyond, type VersionLines } from "#core/compare/lineage.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, type Words, wordsOf } from "#core/text/tokens.ts";

/** A run of a version's words, and the version that added them. */
export interface WordOrigin<Version, Proposal = never> {
  /** From the first word to the last, in the version's text. */
  range: TextRange;
  broughtBy: Version;
  /** The version that restored the words if they were absent in between; the last one that did. */
  returnedWith: Version | null;
  /** The proposal of these words to the version that added them, if there was one. */
  proposed: Proposal | null;
}

/** The words of one clause grouped by origin, in order. Every word is in exactly one run. */
export interface ClauseOrigins<Version, Proposal = never> {
  clause: string;
  runs: WordOrigin<Version, Proposal>[];
}

/** The words that two versions share, and the clauses that correspond. */
type SharedText = Pick<Comparison, "kept" | "pairs">;

/** Data needed about versions. */
interface Sources<Version, Proposal> extends Pick<VersionLines<Version>, "parents"> {
  textOf: (version: Version) => Promise<VersionText>;
  /** Compares two versions. */
  comparisonOf: (base: Version, revised: Version) => Promise<SharedText>;
  /**
   * Returns the runs of a version's text that were proposed before. Those that are new in the version are reported as
   * proposed.
   */
  proposedIn?: (version: Version, text: VersionText) => readonly { range: TextRange; proposal: Proposal }[];
}

/**
 * Finds the version that added each word of a version, clause by clause. Words are followed between neighbouring
 * versions. A word that the neighbours lack but an older version has left and came back; both versions are then named.
 */
export async function wordOrigins<Version extends { id: string }, Proposal = never>(
  version: Version,
  sources: Sources<Version, Proposal>,
): Promise<ClauseOrigins<Version, Proposal>[]> {
  const known = new Map<string, Promise<Traces>>();
  const versions: Version[] = [];
  const proposals: Proposal[] = [];
  const traces = await tracesOf(version);
  const text = await sources.textOf(version);
  const words = wordsOf(text, new Lexicon());
  return text.clauses.map(({ id }, index) => {
    const runs: WordOrigin<Version, Proposal>[] = [];
    let last: readonly number[] = [];
    for (let token = words.firsts[index] ?? 0; token < (words.firsts[index + 1] ?? 0); token += 1) {
      const [start, end] = [words.starts[token] ?? 0, words.ends[token] ?? 0];
      const [brought, returned] = [traces.brought[start] ?? 0, traces.returned[start] ?? nowhere];
      const proposed = traces.proposed[start] ?? nowhere;
      const run = runs.at(-1);
      if (run && last[0] === brought && last[1] === returned && last[2] === proposed) run.range = [run.range[0], end];
      else {
        runs.push({
          range: [start, end],
          broughtBy: versions[brought] ?? version,
          returnedWith: versions[returned] ?? null,
          proposed: proposals[proposed] ?? null,
        });
      }
      last = [brought, returned, proposed];
    }
    return { clause: id, runs };
  });

  function tracesOf(one: Version): Promise<Traces> {
    const traces = known.get(one.id) ?? trace(one);
    known.set(one.id, traces);
    return traces;
  }

  async function trace(one: Version): Promise<Traces> {
    const text = await sources.textOf(one);
    const { length } = text.text;
    const own: Traces = {
      brought: new Int16Array(length).fill(nowhere),
      returned: new Int16Array(length).fill(nowhere),
      proposed: new Int32Array(length).fill(nowhere),
    };
    const moved: { from: Traces; words: KeptRange[] }[] = [];
    for (const parent of sources.parents(one)) {
      const from = await tracesOf(parent);
      const shared = await sources.comparisonOf(parent, one);
      inherit(own, from, shared.kept, nowhere);
      moved.push({ from, words: wordsMovedWithinClauses(shared, await sources.textOf(parent), text) });
    }
    for (const { from, words } of moved) inherit(own, from, words, nowhere);
    const number = versions.push(one) - 1;
    for (const older of beyond(one, sources.parents)) {
      inherit(own, await tracesOf(older), (await sources.comparisonOf(older, one)).kept, number);
    }
    own.brought.forEach((brought, at) => {
      if (brought === nowhere) own.brought[at] = number;
    });
    for (const { range, proposal } of sources.proposedIn?.(one, text) ?? []) {
      const index = proposals.push(proposal) - 1;
      for (let at = range[0]; at < range[1]; at += 1) {
        if (own.brought[at] === number && own.proposed[at] === nowhere) own.proposed[at] = index;
      }
    }
    return own;
  }
}

/**
 * For each UTF-16 code unit of a text: the numbers of the versions that added it and restored it, and of the proposal
 * with it.
 */
interface Traces {
  brought: Int16Array;
  returned: Int16Array;
  proposed: Int32Array;
}

const nowhere = -1;

/** Copies the origins of words that no nearer version had. `returned` is the version that restored them. */
function inherit(own: Traces, from: Traces, kept: readonly KeptRange[], returned: number): void {
  for (const [start, end, revised] of kept) {
    for (let at = 0; at < end - start; at += 1) {
      if (own.brought[revised + at] !== nowhere) continue;
      own.brought[revised + at] = from.brought[start + at] ?? nowhere;
      own.proposed[revised + at] = from.proposed[start + at] ?? nowhere;
      own.returned[revised + at] = returned === nowhere ? (from.returned[start + at] ?? nowhere) : returned;
    }
  }
}

/**
 * Finds words that changed their position within a clause. The word map leaves a single word out if its neighbours
 * changed, because a redline with isolated kept words is hard to read. Its origin is still the older version: in "that
 * many administrations of" → "that administrations of many", "many" is not new. A word counts only if it occurs once
 * among the other words of each side, because repeated words match by chance.
 */
function wordsMovedWithinClauses(shared: SharedText, base: VersionText, revised: VersionText): KeptRange[] {
  const lexicon = new Lexicon();
  const wordsOnceOf = {
    base: singleWordFinder(base, lexicon, (at) => at[0], shared.kept),
    revised: singleWordFinder(revised, lexicon, (at) => at[2], shared.kept),
  };
  return shared.pairs
    .filter(({ edited, base, revised }) => edited && base.length > 0 && revised.length > 0)
    .flatMap((pair) => {
      const before = wordsOnceOf.base(pair.base);
      return [...wordsOnceOf.revised(pair.revised)].flatMap(([id, [start, end]]): KeptRange[] => {
        const was = before.get(id);
        return was ? [[...was, start, end]] : [];
      });
    });
}

/**
 * Returns a function that lists the words which occur once among the unmatched words of some clauses, by their number
 * in the lexicon.
 */
function singleWordFinder(
  text: VersionText,
  lexicon: Lexicon,
  startOf: (kept: KeptRange) => number,
  kept: readonly KeptRange[],
): (clauses: readonly string[]) => Map<number, TextRange> {
  const words: Words = wordsOf(text, lexicon);
  const matched = new Uint8Array(text.text.length);
  for (const range of kept) matched.fill(1, startOf(range), startOf(range) + range[1] - range[0]);
  const indexes = new Map(text.clauses.map(({ id }, index) => [id, index]));
  return (clauses) => {
    const found = new Map<number, TextRange>();
    const repeated = new Set<number>();
    for (const clause of clauses) {
      const index = indexes.get(clause) ?? -1;
      for (let token = words.firsts[index] ?? 0; token < (words.firsts[index + 1] ?? 0); token += 1) {
        const [start = 0, end = 0, id = 0] = [words.starts[token], words.ends[token], words.ids[token]];
        if (words.kinds[token] === tokenKind.mark || matched[start]) continue;
        if (found.has(id)) repeated.add(id);
        found.set(id, [start, end]);
      }
    }
    for (const id of repeated) found.delete(id);
    return found;
  };
}
