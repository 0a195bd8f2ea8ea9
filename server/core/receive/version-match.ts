import { compareTexts } from "#core/lineage/compare-via.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { draftWithout } from "#core/receive/draft-without.ts";
import { looksOf } from "#core/receive/hand-marks.ts";
import type { MarkedText } from "#core/receive/read-contribution.ts";
import type { VersionText } from "#core/text/clause.ts";
import { plainWords } from "#core/text/tokens.ts";
import { versionTextOf } from "#core/text/version-text.ts";

/**
 * Number of words in a shingle. Two drafts share this many consecutive words by chance only if one quotes the other.
 */
const shingleLength = 4;

/**
 * Version texts are immutable, so their shingles are computed once. The cache entry is freed together with the text.
 */
const shinglesByVersion = new WeakMap<VersionText, ReadonlySet<number>>();

/**
 * Returns the similarity of two texts from 0 to 1: the Dice coefficient of their four-word sequences. It distinguishes
 * drafts that differ in one word, and a moved passage still counts. The number of words that a comparison keeps is no
 * substitute, because it takes a moved and edited passage for a different one.
 */
function likeness(left: VersionText, right: VersionText): number {
  const [first, second] = [shinglesOf(left), shinglesOf(right)];
  if (first.size + second.size === 0) return 0;
  let shared = 0;
  for (const shingle of first) if (second.has(shingle)) shared += 1;
  return (2 * shared) / (first.size + second.size);
}

/**
 * Shingles are stored as numbers instead of words to save memory: a report of a million words takes some tens of
 * megabytes.
 */
function shinglesOf(version: VersionText): ReadonlySet<number> {
  const cached = shinglesByVersion.get(version);
  if (cached) return cached;
  const words = plainWords(version.text).map(({ word }) => hashOf(word));
  const shingles = new Set<number>();
  for (let at = 0; at + shingleLength <= words.length; at += 1) {
    let hash = 0;
    for (let word = at; word < at + shingleLength; word += 1) hash = (Math.imul(hash, 31) + (words[word] ?? 0)) | 0;
    shingles.add(hash);
  }
  shinglesByVersion.set(version, shingles);
  return shingles;
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}

/**
 * Counts the clauses of a file before the text of the version it was written on. These are all clauses before the first
 * one that the version has too. A file with nothing in common with the version has no cover.
 */
export function coverOf(file: VersionText, { pairs }: Pick<Comparison, "pairs">): number {
  const paired = new Set(pairs.filter(({ revised }) => revised.length > 0).flatMap(({ base }) => base));
  return Math.max(
    0,
    file.clauses.findIndex(({ id }) => paired.has(id)),
  );
}

/** Returns the text without its first clauses. */
function afterCover({ text, language, clauses }: VersionText, cover: number): VersionText {
  const at = clauses[cover]?.start ?? 0;
  return {
    language,
    text: text.slice(at),
    clauses: clauses.slice(cover).map((clause) => ({ ...clause, start: clause.start - at, end: clause.end - at })),
  };
}

/**
 * Number of likeliest versions to compare again without the cover. Nearly all close matches are drafts of one document.
 */
const mostCompared = 4;

/** Minimum similarity. A version with less in common cannot be the one a text was written on. */
const leastLikeness = 0.1;

/** A version by its index in the input list, with the share of word runs that both texts have, 0 to 1. */
export interface RankedVersion {
  at: number;
  score: number;
}

/** Returns the version texts that are most similar to a marked text, ignoring its cover, best first. */
export function rankVersions(
  { draft, coloured }: Pick<MarkedText, "draft" | "coloured">,
  versions: readonly VersionText[],
): RankedVersion[] {
  const text = versionTextOf(draft);
  const { added } = looksOf(draft, text, coloured);
  // Try the text as it is and without what may be inserted by hand, because one of the two resembles the version.
  const readings = added.length > 0 ? [text, draftWithout(draft, text, added).text] : [text];
  return versions
    .map((version, at) => ({ at, version, like: Math.max(...readings.map((reading) => likeness(reading, version))) }))
    .filter(({ like }) => like >= leastLikeness)
    .sort((left, right) => right.like - left.like)
    .slice(0, mostCompared)
    .map(({ at, version }) => ({ at, score: Math.max(...readings.map((reading) => scoreOf(reading, version))) }))
    .sort((left, right) => right.score - left.score);
}

function scoreOf(reading: VersionText, version: VersionText): number {
  const { comparison } = compareTexts(reading, version);
  return likeness(afterCover(reading, coverOf(reading, comparison)), version);
}
