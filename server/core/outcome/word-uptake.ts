import { diffArrays } from "diff";
import type { TextMapping } from "#core/place/text-mapping.ts";
import { textOf } from "#core/discuss/content-text.ts";
import { plainWords } from "#core/text/tokens.ts";
import type { ProposedClause } from "#core/propose/proposal-segment.ts";
import type { Uptake } from "#core/outcome/uptake.ts";
import { clauseRegion, everyRegion, weigher, type RegionWord, type UptakeRegion } from "#core/outcome/uptake-region.ts";

/**
 * From this share on, a proposal counts as taken up completely. The missing words are ones that the next editor would
 * have dropped too.
 */
const wholeShare = 0.97;
/** Below this share, the matching words are ones that any other text might have. */
const leastShare = 0.2;
/**
 * Minimum weight of a word that is distinctive of a proposal, as a share of its heaviest inserted word. If no distinctive
 * word was taken up, the others are there for other reasons.
 */
const leastRare = 0.75 ** 2;
/** Minimum words of a phrase that counts wherever it is. A shorter one may be there by chance. */
const fewestElsewhere = 4;

/**
 * Assesses how far the text proposed for one clause, edited or new, is in the revised version.
 *
 * The proposed clause is aligned with the text that the clause became. An inserted word counts if the same word is at
 * its position and is not one that the proposal kept. A word to be deleted counts if it has disappeared, or remains
 * only as a proposed word. Words that are rare in the base count for much more than common ones, and without any of the
 * rarest nothing inserted counts. A phrase that is nowhere in that text counts in
 * another clause if all of it is there in one piece, as new words.
 */
export function wordUptake(proposed: ProposedClause, mapping: TextMapping): Uptake {
  const { clause } = proposed;
  const weigh = baseWeigher(mapping);
  const wanted = wantedWords(proposed);
  const regions = clause === null ? promising(wanted, everyRegion(mapping), weigh) : [clauseRegion(clause, mapping)];
  const found = regions.map((region) => findSurviving(wanted, region, weigh));
  const best = found.reduce(
    (leading, candidate) => (candidate.share > leading.share ? candidate : leading),
    found[0] ?? nothing,
  );
  return verdict(proposed, wanted, clause === null ? best : (elsewhere(wanted, best, mapping, weigh) ?? best), mapping);
}

/** Finds the whole inserted text in another clause than its own. Null if it is in none, or in its own. */
function elsewhere(wanted: Wanted, own: Found, mapping: TextMapping, weigh: (word: string) => number): Found | null {
  const words = wanted.words.filter(({ inserted }) => inserted);
  if (own.insertedShare >= wholeShare || words.length < fewestElsewhere) return null;
  const phrase: Wanted = { base: [], words, gaps: new Set() };
  const found = promising(phrase, everyRegion(mapping), weigh)
    .map((region) => findSurviving(phrase, region, weigh))
    .find(({ insertedShare, inOnePiece }) => insertedShare >= wholeShare && inOnePiece);
  if (!found) return null;
  const sum = (list: readonly { word: string }[]): number => list.reduce((total, { word }) => total + weigh(word), 0);
  const [inserted, deleted] = [sum(words), sum(wanted.base.filter((word) => word.deleted))];
  const { deletedShare, deletedWords } = own;
  const share = (inserted * found.insertedShare + deleted * deletedShare) / (inserted + deleted);
  return { ...found, share, deletedShare, deletedWords };
}

/**
 * Returns the regions that contain enough of the inserted words, in any order, to reach the minimum share. Only these
 * are compared word by word.
 */
function promising(
  { words }: Wanted,
  regions: readonly UptakeRegion[],
  weigh: (word: string) => number,
): UptakeRegion[] {
  const total = words.reduce((sum, { word }) => sum + weigh(word), 0);
  return regions.filter((region) => {
    const regionWords = new Set(region.words.map(({ word }) => word));
    return words.reduce((sum, { word }) => sum + (regionWords.has(word) ? weigh(word) : 0), 0) >= total * leastShare;
  });
}

/**
 * Returns a function that gives a word's weight. Words that the base has in many clauses weigh much less than rare ones,
 * because any revised text may have them. The revised version is no measure: it has the proposal's words wherever it
 * took them up.
 */
function baseWeigher({ base }: TextMapping): (word: string) => number {
  const weigh = weigher(base);
  return (word) => weigh(word) ** 2;
}

/** A proposal's effect on a clause, in words. */
interface Wanted {
  /** The current clause: each word, and whether it is to be deleted. */
  base: { word: string; deleted: boolean }[];
  /** The proposed clause: each word, and whether it is new. */
  words: { word: string; inserted: boolean }[];
  /** Indexes of the proposed words before which words are deleted without replacement. */
  gaps: ReadonlySet<number>;
}

function wantedWords({ segments }: ProposedClause): Wanted {
  const spell = (left: string): string[] =>
    plainWords(
      segments
        .filter(({ kind }) => kind !== left)
        .map(({ content }) => textOf(content))
        .join(""),
    ).map(({ word }) => word);
  const changes = diffArrays(spell("inserted"), spell("deleted"));
  const base: Wanted["base"] = [];
  const words: Wanted["words"] = [];
  const gaps = new Set<number>();
  for (const [index, { added, removed, value }] of changes.entries()) {
    const replaced = changes[index - 1]?.added === true || changes[index + 1]?.added === true;
    if (removed && !replaced) gaps.add(words.length);
    if (!added) base.push(...value.map((word) => ({ word, deleted: removed })));
    if (!removed) words.push(...value.map((word) => ({ word, inserted: added })));
  }
  return { base, words, gaps };
}

/** The uptake of the proposed text in one region of the revised version. */
interface Found {
  /** Weighted share of all words to be inserted or deleted that are inserted or deleted. */
  share: number;
  /** Weighted share of the words to be inserted that are there; 1 if nothing is to be inserted. */
  insertedShare: number;
  /** Weighted share of the words to be deleted that have disappeared; 1 if nothing is to be deleted. */
  deletedShare: number;
  deletedWords: number;
  /** The words of the revised version that were proposed. */
  words: readonly RegionWord[];
  /** Whether each run of inserted words is uninterrupted there. */
  inOnePiece: boolean;
  /** Whether new words that were not proposed are where words should only be deleted. */
  others: boolean;
}

const nothing: Found = {
  share: 0,
  insertedShare: 0,
  deletedShare: 0,
  deletedWords: 0,
  words: [],
  inOnePiece: false,
  others: false,
};

function findSurviving(wanted: Wanted, region: UptakeRegion, weigh: (word: string) => number): Found {
  const kept = new Set(wanted.base.flatMap(({ deleted }, index) => (deleted ? [] : [index])));
  const isFresh = ({ origin }: RegionWord): boolean => origin === null || !kept.has(origin);
  const matched: RegionWord[] = [];
  let [want, at, before] = [0, 0, -1];
  let [inOnePiece, others] = [true, false];
  const changes = diffArrays(
    wanted.words.map(({ word }) => word),
    region.words.map(({ word }) => word),
  );
  for (const { added, removed, value } of changes) {
    if (added) {
      const insertedRun = region.words.slice(at, at + value.length);
      others ||= wanted.gaps.has(want) && insertedRun.some(({ origin }) => origin === null);
      at += value.length;
      continue;
    }
    for (let k = 0; k < value.length; k += 1) {
      const wish = wanted.words[want + k];
      const word = removed ? undefined : region.words[at + k];
      if (!wish?.inserted) {
        before = -1;
      } else if (word && isFresh(word)) {
        if (before >= 0 && before !== at + k - 1) inOnePiece = false;
        before = at + k;
        matched.push(word);
      } else {
        inOnePiece = false;
        before = -1;
      }
    }
    want += value.length;
    if (!removed) at += value.length;
  }
  const sum = (words: readonly { word: string }[]): number => words.reduce((total, { word }) => total + weigh(word), 0);
  const inserted = wanted.words.filter((word) => word.inserted);
  const rare = leastRare * Math.max(0, ...inserted.map(({ word }) => weigh(word)));
  const words = matched.some(({ word }) => weigh(word) >= rare) ? matched : [];
  const proposedPlaces = new Set(words.map(({ origin }) => origin));
  const toDelete = wanted.base.flatMap(({ word, deleted }, index) => (deleted ? [{ word, index }] : []));
  const deleted = toDelete.filter(({ index }) => !region.survivors.has(index) || proposedPlaces.has(index));
  const [insertedWeight, deletedWeight] = [sum(inserted), sum(toDelete)];
  // Deletions alone are part of a proposal only if it mainly deletes. Otherwise they made room for other text.
  const isOther = words.length === 0 && insertedWeight >= deletedWeight;
  return {
    share: isOther ? 0 : (sum(words) + sum(deleted)) / (insertedWeight + deletedWeight),
    insertedShare: insertedWeight === 0 ? 1 : sum(words) / insertedWeight,
    deletedShare: deletedWeight === 0 ? 1 : sum(deleted) / deletedWeight,
    deletedWords: deleted.length,
    words,
    inOnePiece,
    others,
  };
}

function verdict(proposed: ProposedClause, wanted: Wanted, found: Found, mapping: TextMapping): Uptake {
  const from = proposed.citation ?? "";
  const first = found.words[0];
  const to = first ? first.citation : from;
  const total = wanted.words.filter(({ inserted }) => inserted).length;
  const deletedCount = wanted.base.filter(({ deleted }) => deleted).length;
  const uptake = (
    extent: Uptake["extent"],
    code: Uptake["reason"]["code"],
    params: Uptake["reason"]["params"],
  ): Uptake => ({
    extent,
    score: Math.min(1, found.share),
    reason: { code, params },
    words: extent === "not" ? [] : matchedRuns(found.words, mapping),
  });
  if (total === 0) {
    if (found.deletedShare >= wholeShare && !found.others) return uptake("verbatim", "uptake-gone", { from });
    return found.deletedShare >= leastShare
      ? uptake("in-part", "uptake-some-gone", { from, taken: found.deletedWords, total: deletedCount })
      : uptake("not", "uptake-stays", { from, to: from });
  }
  if (found.share < leastShare) return uptake("not", "uptake-no-words", { total });
  if (found.insertedShare < leastShare) return uptake("in-part", "uptake-replaced-otherwise", { from });
  if (found.insertedShare < wholeShare || !found.inOnePiece) {
    return uptake("in-part", "uptake-some-words", { to, taken: found.words.length, total });
  }
  if (found.deletedShare < wholeShare) return uptake("in-part", "uptake-beside", { to });
  return found.others ? uptake("in-part", "uptake-with-more", { to }) : uptake("verbatim", "uptake-words", { to });
}

/** Joins words into ranges within their clause; neighbours with only punctuation between them form one range. */
function matchedRuns(words: readonly RegionWord[], { revised }: TextMapping): Uptake["words"] {
  const runs: { clause: number; start: number; end: number }[] = [];
  for (const { clause, start, end } of words.toSorted((left, right) => left.start - right.start)) {
    const last = runs.at(-1);
    if (last?.clause === clause && plainWords(revised.text.slice(last.end, start)).length === 0) last.end = end;
    else runs.push({ clause, start, end });
  }
  return runs.flatMap(({ clause, start, end }) => {
    const revisedClause = revised.clauses[clause];
    if (!revisedClause) return [];
    return [
      {
        clause: revisedClause.id,
        start: start - revisedClause.start,
        end: end - revisedClause.start,
        quote: revised.text.slice(start, end),
      },
    ];
  });
}
