import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import type { NegotiationMark } from "#core/text/negotiation.ts";
import { noneOpen, type OpenCounts } from "#core/text/open-counts.ts";
import { negotiationOf } from "#core/text/read-negotiation.ts";
import { tokenKind, wordsOf } from "#core/text/tokens.ts";

interface TextCounts {
  /** The counts of each clause, by index. */
  clauses: readonly OpenCounts[];
  /** All words of the text, in brackets or not. */
  words: number;
}

/** Version texts are immutable, so each is counted once. The cache entry is freed together with the text. */
const known = new WeakMap<VersionText, TextCounts>();

/**
 * Counts how much of each clause is open, by its signs of negotiation (read-negotiation.ts). Brackets that only say
 * "agreed" or name a source do not count, nor do brackets without a partner.
 */
export function openCountsOf(version: VersionText): TextCounts {
  const counted = known.get(version) ?? count(version);
  known.set(version, counted);
  return counted;
}

function count(version: VersionText): TextCounts {
  const { starts, kinds, firsts } = wordsOf(version, new Lexicon());
  const marksOf = new Map(negotiationOf(version).clauses.map(({ clause, marks }) => [clause, marks]));
  const clauses = version.clauses.map(({ id, start }, index): OpenCounts => {
    const marks = marksOf.get(id);
    if (!marks) return noneOpen;
    const opening = marks.filter(({ kind, opens }) => kind === "bracket" && opens);
    const inside = bracketed(marks);
    let [words, range] = [0, 0];
    for (let token = firsts[index] ?? 0; token < (firsts[index + 1] ?? 0); token += 1) {
      const at = (starts[token] ?? 0) - start;
      while (range < inside.length && (inside[range]?.[1] ?? 0) <= at) range += 1;
      const isInside = range < inside.length && (inside[range]?.[0] ?? 0) <= at;
      if (isInside && kinds[token] !== tokenKind.mark) words += 1;
    }
    return {
      brackets: opening.length,
      outermost: opening.filter(({ depth }) => depth === 1).length,
      options: marks.filter(({ kind }) => kind === "alternative").length,
      words,
    };
  });
  return { clauses, words: kinds.reduce((sum, kind) => sum + (kind === tokenKind.mark ? 0 : 1), 0) };
}

/** Returns the stretches of a clause that are in brackets, in order and without overlap. */
function bracketed(marks: readonly NegotiationMark[]): [start: number, end: number][] {
  const stretches: [number, number][] = [];
  for (const { kind, depth, start, end } of marks) {
    if (kind !== "bracket" || depth === 0) continue;
    const last = stretches.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else stretches.push([start, end]);
  }
  return stretches;
}
