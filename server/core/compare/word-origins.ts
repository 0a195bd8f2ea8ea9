import type { KeptRange, TextRange } from "#core/compare/comparison.ts";
import { beyond, type VersionLines } from "#core/compare/lineage.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { wordsOf } from "#core/text/tokens.ts";

/** A run of a version's words and the version that brought them in. */
export interface WordOrigin<Version, Proposal = never> {
  /** From the first word to the last, in the version's text. */
  range: TextRange;
  broughtBy: Version;
  /** The version that brought them back, where they were gone in between; the last one that did. */
  returnedWith: Version | null;
  /** What proposed these words to the version that brought them in, where anything did. */
  proposed: Proposal | null;
}

/** The words of one clause by where they came from, in order; every word is in one run. */
export interface ClauseOrigins<Version, Proposal = never> {
  clause: string;
  runs: WordOrigin<Version, Proposal>[];
}

/** What is asked of versions. */
interface Sources<Version, Proposal> extends Pick<VersionLines<Version>, "parents"> {
  textOf: (version: Version) => Promise<VersionText>;
  /** The words that two versions both have, by their comparison. */
  keptOf: (base: Version, revised: Version) => Promise<readonly KeptRange[]>;
  /** Runs of a version's text that were proposed before; those that are new in it are told as proposed. */
  proposedIn?: (version: Version, text: VersionText) => readonly { range: TextRange; proposal: Proposal }[];
}

/**
 * Which version brought in each word of a version, clause by clause. A word is followed from neighbour to neighbour; one
 * that the neighbours do not have but a version further back has left and came back, and both versions are named.
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
    const made = known.get(one.id) ?? trace(one);
    known.set(one.id, made);
    return made;
  }

  async function trace(one: Version): Promise<Traces> {
    const text = await sources.textOf(one);
    const { length } = text.text;
    const own: Traces = {
      brought: new Int16Array(length).fill(nowhere),
      returned: new Int16Array(length).fill(nowhere),
      proposed: new Int32Array(length).fill(nowhere),
    };
    for (const parent of sources.parents(one)) {
      inherit(own, await tracesOf(parent), await sources.keptOf(parent, one), nowhere);
    }
    const number = versions.push(one) - 1;
    for (const older of beyond(one, sources.parents)) {
      inherit(own, await tracesOf(older), await sources.keptOf(older, one), number);
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

/** For each UTF-16 code unit of a text the versions that brought it and brought it back, and what proposed it, by number. */
interface Traces {
  brought: Int16Array;
  returned: Int16Array;
  proposed: Int32Array;
}

const nowhere = -1;

/** Takes over where words came from, for those that no nearer version had; `returned` is the version they came back with. */
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
