import type { Comparison, KeptRange, TextRange } from "#core/compare/comparison.ts";
import {
  copiedWords,
  copyTrace,
  emptyTraces,
  inherit,
  isSameOrigin,
  markAdded,
  nowhere,
  type Traces,
  wordsMovedWithinClauses,
} from "#core/lineage/origin-traces.ts";
import { phrasesInOptions } from "#core/lineage/option-phrases.ts";
import { beyond, type VersionLines } from "#core/lineage/lineage.ts";
import {
  arrivedTokens,
  type EarlierText,
  earlierText,
  isSameClause,
  phrasesInSameSentence,
} from "#core/lineage/same-sentence.ts";
import { type SentenceText, sentenceTextOf } from "#core/compare/words/sentence-text.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind } from "#core/text/tokens.ts";

/** A run of a version's words, and the version that added them. */
export interface WordOrigin<Version, Proposal = never> {
  /** From the first word to the last, in the version's text. */
  range: TextRange;
  broughtBy: Version;
  /** The version that restored the words if they were absent in between; the last one that did. */
  returnedWith: Version | null;
  /** The proposal of these words to the version that added them, if there was one. */
  proposed: Proposal | null;
  /**
   * Another clause in which an earlier version has these words. If that is the version that added them, they came from
   * there. Otherwise, they were added here by a later version, although they were already elsewhere.
   */
  elsewhere: Elsewhere<Version>;
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
  /** Lets others do their work. Called again and again, because the origins of a long text take seconds. */
  pause?: () => Promise<void>;
  /**
   * Returns the runs of a version's text that were proposed before. Those that are new in the version are reported as
   * proposed.
   */
  proposedIn?: (version: Version, text: VersionText) => readonly { range: TextRange; proposal: Proposal }[];
}

/**
 * Finds the version that added each word of a version, clause by clause.
 *
 * - Words are followed between neighbouring versions. A word that the neighbours lack but an older version has left and
 *   came back; both versions are then named.
 * - A number or a short phrase belongs to its sentence. It was added by the first version that has it in the same
 *   sentence, wherever else it was since.
 * - A phrase that was only in another option of its clause was added by the first version that has it there.
 * - If an earlier version has the words in another clause, that clause is named too.
 */
export async function wordOrigins<Version extends { id: string }, Proposal = never>(
  version: Version,
  sources: Sources<Version, Proposal>,
): Promise<ClauseOrigins<Version, Proposal>[]> {
  const history = new OriginHistory(sources);
  const traces = await history.tracesOf(version);
  const own = await history.sentencesOf(version);
  const elsewhere = await history.elsewhereOf(version);
  const { starts, ends, firsts, kinds } = own.words;
  const clauses: ClauseOrigins<Version, Proposal>[] = [];
  for (const [index, { id }] of own.text.clauses.entries()) {
    await sources.pause?.();
    const runs: WordOrigin<Version, Proposal>[] = [];
    for (let token = firsts[index] ?? 0; token < (firsts[index + 1] ?? 0); token += 1) {
      const at = starts[token] ?? 0;
      const run = {
        range: [at, ends[token] ?? 0] satisfies TextRange,
        broughtBy: history.versions[traces.brought[at] ?? 0] ?? version,
        returnedWith: history.versions[traces.returned[at] ?? nowhere] ?? null,
        proposed: history.proposals[traces.proposed[at] ?? nowhere] ?? null,
      };
      const before = runs.at(-1);
      // A mark has no place of its own.
      const isMark = kinds[token] === tokenKind.mark;
      const there = isMark ? (before && isSameDraft(before, run) ? before.elsewhere : null) : elsewhere(token);
      runs.push({ ...run, elsewhere: there });
    }
    clauses.push({ clause: id, runs: joined(joined(runs).map((run) => withoutChance(run, own))) });
  }
  return clauses;
}

type Elsewhere<Version> = { version: Version; clause: string } | null;
type Named = { id: string };

function isSameDraft<Version extends Named, Proposal>(
  one: Omit<WordOrigin<Version, Proposal>, "elsewhere">,
  other: Omit<WordOrigin<Version, Proposal>, "elsewhere">,
): boolean {
  return (
    one.broughtBy.id === other.broughtBy.id &&
    one.returnedWith?.id === other.returnedWith?.id &&
    one.proposed === other.proposed
  );
}

/** Joins neighbouring runs of the same origin. */
function joined<Version extends Named, Proposal>(
  runs: readonly WordOrigin<Version, Proposal>[],
): WordOrigin<Version, Proposal>[] {
  const all: WordOrigin<Version, Proposal>[] = [];
  for (const run of runs) {
    const last = all.at(-1);
    const isSamePlace =
      last?.elsewhere?.version.id === run.elsewhere?.version.id && last?.elsewhere?.clause === run.elsewhere?.clause;
    if (last && isSamePlace && isSameDraft(last, run)) last.range = [last.range[0], run.range[1]];
    else all.push({ ...run });
  }
  return all;
}

/** Maximum words that an earlier version has in another clause by chance. Numbers are never left out. */
const mostByChance = 2;

/** Names no other clause for the last few words of a copied passage, which are in other clauses by chance. */
function withoutChance<Version extends Named, Proposal>(
  run: WordOrigin<Version, Proposal>,
  { words, tokenAt }: SentenceText,
): WordOrigin<Version, Proposal> {
  if (!run.elsewhere || run.elsewhere.version.id === run.broughtBy.id) return run;
  const kinds: number[] = [];
  for (let token = tokenAt[run.range[0]] ?? 0; (words.ends[token] ?? Infinity) <= run.range[1]; token += 1) {
    kinds.push(words.kinds[token] ?? tokenKind.mark);
  }
  const isChance =
    !kinds.includes(tokenKind.number) && kinds.filter((kind) => kind !== tokenKind.mark).length <= mostByChance;
  return isChance ? { ...run, elsewhere: null } : run;
}

/** The origins of the words of versions, by following them from their earliest version. */
class OriginHistory<Version extends { id: string }, Proposal> {
  /** The versions and proposals that traces name by number. */
  readonly versions: Version[] = [];
  readonly proposals: Proposal[] = [];
  readonly #sources: Sources<Version, Proposal>;
  readonly #lexicon = new Lexicon();
  readonly #traces = new Map<string, Promise<Traces>>();
  readonly #sentences = new Map<string, Promise<SentenceText>>();
  readonly #earlier = new Map<string, Promise<EarlierText>>();

  constructor(sources: Sources<Version, Proposal>) {
    this.#sources = sources;
  }

  tracesOf(version: Version): Promise<Traces> {
    return once(this.#traces, version.id, () => this.#trace(version));
  }

  sentencesOf(version: Version): Promise<SentenceText> {
    return once(this.#sentences, version.id, async () => {
      const text = await this.#sources.textOf(version);
      await this.#pause();
      return sentenceTextOf(text, this.#lexicon, () => this.#pause());
    });
  }

  /** Returns a function that finds another clause of an earlier version with the words at a token of a version. */
  async elsewhereOf(version: Version): Promise<(token: number) => Elsewhere<Version>> {
    const [traces, own] = [await this.tracesOf(version), await this.sentencesOf(version)];
    const from = new Map<number, EarlierText>();
    const numbers = new Set<number>();
    for (const part of [traces.brought, traces.copiedFrom]) {
      for (const number of part) numbers.add(number);
      await this.#pause();
    }
    for (const number of numbers) {
      const source = this.versions[number];
      if (source && source.id !== version.id) from.set(number, await this.#earlierThan(version, source));
    }
    return (token) => {
      const at = own.words.starts[token] ?? 0;
      const isCopied = (traces.copiedFrom[at] ?? nowhere) !== nowhere;
      const number = (isCopied ? traces.copiedFrom[at] : traces.brought[at]) ?? nowhere;
      const [source, earlier] = [this.versions[number], from.get(number)];
      if (!source || !earlier) return null;
      const there = earlier.text.tokenAt[(isCopied ? traces.copiedAt[at] : traces.broughtAt[at]) ?? 0] ?? -1;
      const clause = earlier.text.clauseOf[there] ?? -1;
      if (there < 0 || isSameClause(earlier, own, clause, own.clauseOf[token] ?? -1)) return null;
      return { version: source, clause: earlier.text.text.clauses[clause]?.id ?? "" };
    };
  }

  async #pause(): Promise<void> {
    await this.#sources.pause?.();
  }

  #earlierThan(version: Version, source: Version): Promise<EarlierText> {
    return once(this.#earlier, `${source.id} ${version.id}`, async () => {
      const [earlier, later] = [await this.sentencesOf(source), await this.sentencesOf(version)];
      const shared = await this.#sources.comparisonOf(source, version);
      await this.#pause();
      return earlierText(earlier, later, shared);
    });
  }

  async #trace(version: Version): Promise<Traces> {
    const sources = this.#sources;
    const sentences = await this.sentencesOf(version);
    await this.#pause();
    const { text } = sentences;
    const own = emptyTraces(text.text.length);
    const moved: { from: Traces; words: KeptRange[] }[] = [];
    const parents = sources.parents(version);
    for (const parent of parents) {
      const from = await this.tracesOf(parent);
      const shared = await sources.comparisonOf(parent, version);
      await this.#pause();
      inherit(own, from, shared.kept, nowhere);
      await this.#pause();
      moved.push({ from, words: wordsMovedWithinClauses(shared, await this.sentencesOf(parent), sentences) });
    }
    for (const { from, words } of moved) {
      await this.#pause();
      inherit(own, from, words, nowhere);
    }
    const older = beyond(version, sources.parents);
    for (const one of older) await this.tracesOf(one);
    const number = this.versions.push(version) - 1;
    for (const one of older) {
      inherit(own, await this.tracesOf(one), (await sources.comparisonOf(one, version)).kept, number);
    }
    if (parents.length > 0) await this.#creditSentences(version, own, [...parents, ...older].reverse());
    await this.#pause();
    own.brought.forEach((brought, at) => {
      if (brought !== nowhere) return;
      own.brought[at] = number;
      own.broughtAt[at] = at;
    });
    if (parents.length > 0) await this.#creditOptions(version, own, [...parents, ...older].reverse());
    if (parents.length > 0) await this.#findCopies(version, own, [...parents, ...older].reverse());
    for (const { range, proposal } of sources.proposedIn?.(version, text) ?? []) {
      const index = this.proposals.push(proposal) - 1;
      for (let at = range[0]; at < range[1]; at += 1) {
        if (own.brought[at] === number && own.proposed[at] === nowhere) own.proposed[at] = index;
      }
    }
    return own;
  }

  /**
   * Credits numbers and short phrases to the first version that has them in the same sentence. A short phrase that
   * arrived from another clause otherwise counts as added by this version, with that clause as another place of it.
   */
  async #creditSentences(version: Version, own: Traces, oldestFirst: readonly Version[]): Promise<void> {
    const number = this.versions.indexOf(version);
    const later = await this.sentencesOf(version);
    const { starts, ends } = later.words;
    const parents = this.#sources.parents(version);
    const parentIds = new Set(parents.map(({ id }) => id));
    const direct = await Promise.all(parents.map((parent) => this.#earlierThan(version, parent)));
    const earlier = await Promise.all(
      oldestFirst.map(async (older) => ({
        by: await this.#earlierThan(version, older),
        traces: await this.tracesOf(older),
        isParent: parentIds.has(older.id),
      })),
    );
    for (let sentence = 0; sentence < later.sentences.length; sentence += 1) {
      await this.#pause();
      const arrived = new Map(direct.flatMap((by) => [...arrivedTokens(later, sentence, by)]));
      const [start, end] = later.sentences[sentence] ?? [0, 0];
      const open = new Set<number>();
      for (let token = start; token < end; token += 1) {
        if (own.brought[starts[token] ?? 0] === nowhere || arrived.has(token)) open.add(token);
      }
      for (const { by, traces, isParent } of open.size > 0 ? earlier : []) {
        const hasArrived = (token: number): boolean => (arrived.get(token) ?? "same-clause") !== "same-clause";
        // The comparison with a parent decided about its words. Only for those that arrived, it may have chosen wrongly.
        const isOpen = (token: number): boolean => open.has(token) && (!isParent || hasArrived(token));
        for (const phrase of phrasesInSameSentence(later, sentence, by, { isOpen, hasArrived })) {
          for (let k = 0; k < phrase.length; k += 1) {
            const [to, from] = [phrase.later + k, phrase.earlier + k];
            const at = by.text.words.starts[from] ?? 0;
            open.delete(to);
            if (isSameOrigin(own, starts[to] ?? 0, traces, at)) continue;
            copyTrace(own, traces, [starts[to] ?? 0, ends[to] ?? 0, at], isParent ? nowhere : number);
          }
        }
      }
      for (const [token, how] of arrived) {
        if (how === "passage" || how === "same-clause" || !open.has(token)) continue;
        markAdded(own, [starts[token] ?? 0, ends[token] ?? 0], number, how === "phrase");
      }
    }
  }

  /** Credits phrases to the first version that has them in another option of their clause. */
  async #creditOptions(version: Version, own: Traces, oldestFirst: readonly Version[]): Promise<void> {
    const number = this.versions.indexOf(version);
    const later = await this.sentencesOf(version);
    const { starts, ends } = later.words;
    const parentIds = new Set(this.#sources.parents(version).map(({ id }) => id));
    for (const older of oldestFirst) {
      const [by, traces] = [await this.#earlierThan(version, older), await this.tracesOf(older)];
      for (const phrase of phrasesInOptions(later, by, (token) => own.brought[starts[token] ?? 0] === number)) {
        await this.#pause();
        for (let k = 0; k < (phrase?.length ?? 0); k += 1) {
          const to = (phrase?.later ?? 0) + k;
          const at = by.text.words.starts[(phrase?.earlier ?? 0) + k] ?? 0;
          copyTrace(own, traces, [starts[to] ?? 0, ends[to] ?? 0, at], parentIds.has(older.id) ? nowhere : number);
        }
      }
    }
  }

  /** Finds where earlier versions have the words that a version added. */
  async #findCopies(version: Version, own: Traces, oldestFirst: readonly Version[]): Promise<void> {
    const number = this.versions.indexOf(version);
    const later = await this.sentencesOf(version);
    const { starts, ends } = later.words;
    const isNew = (token: number): boolean => {
      const at = starts[token] ?? 0;
      return own.brought[at] === number && own.copiedFrom[at] === nowhere;
    };
    for (const older of oldestFirst) {
      const earlier = await this.sentencesOf(older);
      const traces = await this.tracesOf(older);
      for (const phrase of copiedWords(later, earlier, isNew)) {
        await this.#pause();
        const { later: to, earlier: from, length } = phrase ?? { later: 0, earlier: 0, length: 0 };
        for (let k = 0; k < length; k += 1) {
          const there = earlier.words.starts[from + k] ?? 0;
          for (let at = starts[to + k] ?? 0; at < (ends[to + k] ?? 0); at += 1) {
            own.copiedFrom[at] = traces.brought[there] ?? nowhere;
            own.copiedAt[at] = traces.broughtAt[there] ?? 0;
          }
        }
      }
    }
  }
}

function once<Value>(known: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
