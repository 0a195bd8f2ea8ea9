import type { Comparison } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { plainWords } from "#core/text/tokens.ts";

/** So many words in a row turn up in two drafts by chance only where one quotes the other. */
const shingleLength = 4;

/** Version texts are immutable, so their shingles are made once and go when they go. */
const known = new WeakMap<VersionText, ReadonlySet<number>>();

/**
 * How alike two texts are, 0 to 1: the share of runs of four words that both have. Drafts of one document that differ in
 * one word are told apart by it, and a passage that moved counts for what it is; words kept by a comparison do not, where a
 * passage was both moved and edited and is taken for another.
 */
export function likeness(one: VersionText, other: VersionText): number {
  const [ours, theirs] = [shinglesOf(one), shinglesOf(other)];
  if (ours.size + theirs.size === 0) return 0;
  let shared = 0;
  for (const shingle of ours) if (theirs.has(shingle)) shared += 1;
  return (2 * shared) / (ours.size + theirs.size);
}

/** Sets of numbers instead of the words themselves: a report of a million words keeps some tens of megabytes. */
function shinglesOf(version: VersionText): ReadonlySet<number> {
  const made = known.get(version);
  if (made) return made;
  const words = plainWords(version.text).map(({ word }) => hashOf(word));
  const shingles = new Set<number>();
  for (let at = 0; at + shingleLength <= words.length; at += 1) {
    let hash = 0;
    for (let word = at; word < at + shingleLength; word += 1) hash = (Math.imul(hash, 31) + (words[word] ?? 0)) | 0;
    shingles.add(hash);
  }
  known.set(version, shingles);
  return shingles;
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}

/**
 * How many clauses stand in a file before the text of the version it was written on: its first as long as the version has
 * nothing like them. A file that has nothing of the version has no cover.
 */
export function coverOf(file: VersionText, { pairs }: Pick<Comparison, "pairs">): number {
  const paired = new Set(pairs.filter(({ revised }) => revised.length > 0).flatMap(({ base }) => base));
  return Math.max(
    0,
    file.clauses.findIndex(({ id }) => paired.has(id)),
  );
}

/** The text without its first clauses. */
export function afterCover({ text, language, clauses }: VersionText, cover: number): VersionText {
  const at = clauses[cover]?.start ?? 0;
  return {
    language,
    text: text.slice(at),
    clauses: clauses.slice(cover).map((clause) => ({ ...clause, start: clause.start - at, end: clause.end - at })),
  };
}
