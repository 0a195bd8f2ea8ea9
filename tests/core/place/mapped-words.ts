import { compare } from "#core/compare/compare.ts";
import type { KeptRange } from "#core/compare/comparison.ts";
import { textMappingOf, type TextMapping } from "#core/place/text-mapping.ts";
import { version } from "../compare/versions.ts";

/**
 * Returns a text mapping in which every base word that is also in the revised text is kept. No word may occur twice in
 * a text. The word map does not depend on the comparison, so tests can state exact limits.
 */
export function mappedWords(base: string, revised: string): TextMapping {
  const [from, to] = [version(base), version(revised)];
  const kept = [...base.matchAll(/\S+/gu)].flatMap(({ 0: word, index }): KeptRange[] => {
    const there = [...revised.matchAll(/\S+/gu)].find(([other]) => other === word)?.index;
    return there === undefined ? [] : [[index, index + word.length, there, there + word.length]];
  });
  return textMappingOf(from, to, { ...compare(from, to), kept });
}

/** Returns numbered words that occur nowhere else: "old1 old2 old3". */
export function numbered(name: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `${name}${String(index + 1)}`).join(" ");
}
