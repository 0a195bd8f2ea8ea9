import { diffArrays } from "diff";
import type { Carriage } from "#core/place/text-mapping.ts";
import { textOf } from "#core/discuss/inline-content.ts";
import { plainWords } from "#core/text/tokens.ts";
import type { ProposedClause } from "#core/propose/proposal-segment.ts";
import type { Uptake } from "#core/outcome/uptake.ts";
import { clauseRegion, everyRegion, weigher, type RegionWord, type UptakeRegion } from "#core/outcome/uptake-region.ts";

/** At this share of what was proposed all of it is there: what lacks are words the next editor would have dropped too. */
const wholeShare = 0.97;
/** Below this share what stands there are words that any other wording might have had. */
const leastShare = 0.2;

/**
 * How far the words proposed for one clause, edited or new, stand in the revised.
 *
 * The clause as proposed is laid over the text that clause became. A word put in counts where the same word stands there
 * at its place and is not one of those the proposal left alone; a word to go counts where it is gone, or stands only as
 * one that was proposed. Rare words count for more than common ones.
 */
export function wordUptake(proposed: ProposedClause, carriage: Carriage): Uptake {
  const { clause } = proposed;
  const weigh = weigher(carriage);
  const wanted = wantedWords(proposed);
  const regions = clause === null ? promising(wanted, everyRegion(carriage), weigh) : [clauseRegion(clause, carriage)];
  const found = regions.map((region) => standing(wanted, region, weigh));
  const best = found.reduce((one, other) => (other.share > one.share ? other : one), found[0] ?? nothing);
  return verdict(proposed, wanted, best, carriage);
}

/** The regions that hold enough of the words put in, in whatever order, for a share that counts: the others are not compared. */
function promising(
  { words }: Wanted,
  regions: readonly UptakeRegion[],
  weigh: (word: string) => number,
): UptakeRegion[] {
  const total = words.reduce((sum, { word }) => sum + weigh(word), 0);
  return regions.filter((region) => {
    const held = new Set(region.words.map(({ word }) => word));
    return words.reduce((sum, { word }) => sum + (held.has(word) ? weigh(word) : 0), 0) >= total * leastShare;
  });
}

/** What a proposal makes of a clause, in words. */
interface Wanted {
  /** The clause as it is: each word with whether it is to go. */
  base: { word: string; goes: boolean }[];
  /** The clause as proposed: each word with whether it is new. */
  words: { word: string; inserted: boolean }[];
  /** Before which words of it others go and nothing comes instead. */
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
    if (!added) base.push(...value.map((word) => ({ word, goes: removed })));
    if (!removed) words.push(...value.map((word) => ({ word, inserted: added })));
  }
  return { base, words, gaps };
}

/** What of it stands in one region of the revised. */
interface Found {
  /** Of the weight of all words put in and to go, that of those put in that stand and those to go that are gone. */
  share: number;
  /** The share of those put in alone; 1 where there are none. */
  putIn: number;
  /** The share of those to go that are gone; 1 where there are none. */
  gone: number;
  goneWords: number;
  /** The words of the revised that were proposed. */
  words: readonly RegionWord[];
  /** Each run of words put in stands there as one run. */
  inOnePiece: boolean;
  /** New words that were not proposed stand where words were to go and nothing was to come. */
  others: boolean;
}

const nothing: Found = { share: 0, putIn: 0, gone: 0, goneWords: 0, words: [], inOnePiece: false, others: false };

function standing(wanted: Wanted, region: UptakeRegion, weigh: (word: string) => number): Found {
  const kept = new Set(wanted.base.flatMap(({ goes }, index) => (goes ? [] : [index])));
  const isFresh = ({ origin }: RegionWord): boolean => origin === null || !kept.has(origin);
  const taken: RegionWord[] = [];
  let [want, at, before] = [0, 0, -1];
  let [inOnePiece, others] = [true, false];
  const changes = diffArrays(
    wanted.words.map(({ word }) => word),
    region.words.map(({ word }) => word),
  );
  for (const { added, removed, value } of changes) {
    if (added) {
      const stands = region.words.slice(at, at + value.length);
      others ||= wanted.gaps.has(want) && stands.some(({ origin }) => origin === null);
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
        taken.push(word);
      } else {
        inOnePiece = false;
        before = -1;
      }
    }
    want += value.length;
    if (!removed) at += value.length;
  }
  const sum = (words: readonly { word: string }[]): number => words.reduce((total, { word }) => total + weigh(word), 0);
  const proposedPlaces = new Set(taken.map(({ origin }) => origin));
  const going = wanted.base.flatMap(({ word, goes }, index) => (goes ? [{ word, index }] : []));
  const gone = going.filter(({ index }) => !region.survivors.has(index) || proposedPlaces.has(index));
  const [putIn, toGo] = [sum(wanted.words.filter(({ inserted }) => inserted)), sum(going)];
  return {
    share: putIn + toGo === 0 ? 0 : (sum(taken) + sum(gone)) / (putIn + toGo),
    putIn: putIn === 0 ? 1 : sum(taken) / putIn,
    gone: toGo === 0 ? 1 : sum(gone) / toGo,
    goneWords: gone.length,
    words: taken,
    inOnePiece,
    others,
  };
}

function verdict(proposed: ProposedClause, wanted: Wanted, found: Found, carriage: Carriage): Uptake {
  const from = proposed.citation ?? "";
  const first = found.words[0];
  const to = first ? first.citation : from;
  const total = wanted.words.filter(({ inserted }) => inserted).length;
  const toGo = wanted.base.filter(({ goes }) => goes).length;
  const uptake = (
    extent: Uptake["extent"],
    code: Uptake["reason"]["code"],
    params: Uptake["reason"]["params"],
  ): Uptake => ({
    extent,
    score: Math.min(1, found.share),
    reason: { code, params },
    words: extent === "not" ? [] : takenRuns(found.words, carriage),
  });
  if (total === 0) {
    if (found.gone >= wholeShare && !found.others) return uptake("verbatim", "uptake-gone", { from });
    return found.gone >= leastShare
      ? uptake("in-part", "uptake-some-gone", { from, taken: found.goneWords, total: toGo })
      : uptake("not", "uptake-stays", { from, to: from });
  }
  if (found.share < leastShare) return uptake("not", "uptake-no-words", { total });
  if (found.putIn < leastShare) return uptake("in-part", "uptake-replaced-otherwise", { from });
  if (found.putIn < wholeShare || !found.inOnePiece) {
    return uptake("in-part", "uptake-some-words", { to, taken: found.words.length, total });
  }
  if (found.gone < wholeShare) return uptake("in-part", "uptake-beside", { to });
  return found.others ? uptake("in-part", "uptake-with-more", { to }) : uptake("verbatim", "uptake-words", { to });
}

/** Words as runs of their clause: neighbours with nothing but marks between them are one. */
function takenRuns(words: readonly RegionWord[], { revised }: Carriage): Uptake["words"] {
  const runs: { clause: number; start: number; end: number }[] = [];
  for (const { clause, start, end } of words.toSorted((one, other) => one.start - other.start)) {
    const last = runs.at(-1);
    if (last?.clause === clause && plainWords(revised.text.slice(last.end, start)).length === 0) last.end = end;
    else runs.push({ clause, start, end });
  }
  return runs.flatMap(({ clause, start, end }) => {
    const found = revised.clauses[clause];
    if (!found) return [];
    return [
      { clause: found.id, start: start - found.start, end: end - found.start, quote: revised.text.slice(start, end) },
    ];
  });
}
