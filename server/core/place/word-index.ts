import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, wordsOf } from "#core/text/tokens.ts";

/** The words of one clause: word ids in the index's lexicon, and UTF-16 offsets into the version's text. */
interface ClauseWords {
  /** Number of the first word, counted from the beginning of the version. */
  first: number;
  ids: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
}

/** The words of a version by clause, indexed for search. */
export interface WordIndex {
  clauses: readonly ClauseWords[];
  /** Limit of the word ids in the clauses. Ids of words that no clause has may exceed it. */
  idLimit: number;
  /** Indexes of the clauses that contain a word, by word id. */
  holders: ReadonlyMap<number, readonly number[]>;
  /** Converts another text to word ids of this index. */
  idsOf: (text: string) => number[];
  /** The significance of a shared word: lowest for a word in every clause, highest for a word in none. */
  weightOf: (word: number) => number;
}

const indexes = new WeakMap<VersionText, WordIndex>();

/** Returns the index of a version. It is built on first use and cached as long as the version's text exists. */
export function wordIndexOf(version: VersionText): WordIndex {
  const known = indexes.get(version);
  if (known) return known;
  const lexicon = new Lexicon();
  const words = wordsOf(version, lexicon);
  const holders = new Map<number, number[]>();
  let count = 0;
  const clauses = version.clauses.map((_clause, index): ClauseWords => {
    const kept: number[] = [];
    for (let word = words.firsts[index] ?? 0; word < (words.firsts[index + 1] ?? 0); word += 1) {
      if (words.kinds[word] !== tokenKind.mark) kept.push(word);
    }
    const ids = Int32Array.from(kept, (word) => words.ids[word] ?? 0);
    for (const id of new Set(ids)) {
      const holding = holders.get(id);
      if (holding) holding.push(index);
      else holders.set(id, [index]);
    }
    const first = count;
    count += ids.length;
    return {
      first,
      ids,
      starts: Int32Array.from(kept, (word) => words.starts[word] ?? 0),
      ends: Int32Array.from(kept, (word) => words.ends[word] ?? 0),
    };
  });
  const weights: number[] = [];
  const index: WordIndex = {
    clauses,
    idLimit: [...holders.keys()].reduce((limit, id) => Math.max(limit, id + 1), 0),
    holders,
    idsOf: (text) => {
      const whole = { ...nowhere, end: text.length };
      const own = wordsOf({ text, language: version.language, clauses: [whole] }, lexicon);
      return Array.from(own.ids).filter((_id, word) => own.kinds[word] !== tokenKind.mark);
    },
    weightOf: (word) => {
      const known = weights[word];
      if (known !== undefined) return known;
      const weight = Math.log(1 + clauses.length / (1 + (holders.get(word)?.length ?? 0)));
      weights[word] = weight;
      return weight;
    },
  };
  indexes.set(version, index);
  return index;
}

const nowhere = { id: "", kind: "paragraph", label: null, citation: "", depth: 0, start: 0 } as const;
