import { diffArrays } from "diff";
import type { Clause } from "#core/text/clause.ts";
import { readOrdinal } from "#core/text/ordinal.ts";

/** Clauses at the same position in two texts in different languages. */
export interface TranslatedClauses {
  /** Clause ids, in document order. */
  pairs: { base: string; revised: string }[];
  /** 0 to 1: share of the longer text's clauses that have a counterpart. */
  score: number;
}

/** If two texts differ by more clauses than this, they are not translations of each other. */
const mostDifferences = 500;

/**
 * Pairs the clauses of one text in two languages. They share no words, so the order, kinds, depths and labels decide.
 * Labels are compared as numbers, because "c)" is "ج)" in Arabic.
 */
export function translatedClauses(base: readonly Clause[], revised: readonly Clause[]): TranslatedClauses {
  const parts = diffArrays(base.map(shapeOf), revised.map(shapeOf), {
    comparator: isSameShape,
    maxEditLength: mostDifferences,
  });
  const pairs: TranslatedClauses["pairs"] = [];
  let [a, b] = [0, 0];
  for (const { added, removed, count } of parts ?? []) {
    for (let k = 0; k < count && !added && !removed; k += 1) {
      const [from, to] = [base[a + k], revised[b + k]];
      if (from && to) pairs.push({ base: from.id, revised: to.id });
    }
    if (!added) a += count;
    if (!removed) b += count;
  }
  return { pairs, score: pairs.length / Math.max(1, base.length, revised.length) };
}

interface Shape {
  kind: string;
  depth: number;
  /** The possible ordinals of each part of the label ("2.1" has two parts); empty without a label. */
  ordinals: number[][];
}

function shapeOf({ kind, depth, label }: Clause): Shape {
  const parts = label?.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return { kind, depth, ordinals: parts.map((part) => readOrdinal(part).map(({ ordinal }) => ordinal)) };
}

function isSameShape(base: Shape, revised: Shape): boolean {
  return (
    base.kind === revised.kind &&
    base.depth === revised.depth &&
    base.ordinals.length === revised.ordinals.length &&
    base.ordinals.every((readings, index) => {
      const others = revised.ordinals[index] ?? [];
      return (readings.length === 0 && others.length === 0) || readings.some((reading) => others.includes(reading));
    })
  );
}
