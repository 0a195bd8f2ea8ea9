import type { ComparedWords } from "#core/compare/compared-texts.ts";
import type { Pairing } from "#core/compare/pairing.ts";
import { unmapped, type WordMap } from "#core/compare/word-map.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** Minimum score of a pair in which a lone word is the same word. */
const certainPair = 0.7;
/**
 * A clause that shares less than this part of the smaller one's words was rewritten. In others, the word map is more
 * reliable than lone words.
 */
const rewrittenShare = 0.45;
/** Occurrences of a lone word in both texts: one in each. With three or more, drafts with a known history lose accuracy. */
const occurrences = 2;

/**
 * Returns the word map with the lone words of certain pairs of rewritten clauses mapped: those that each text has once.
 * The map is for what follows words, such as comments and word origins. It is not for the changes to show, in which a
 * kept word between two changes is hard to read.
 */
export function withLoneWords(
  { map, shares, pairs }: Pick<Pairing, "map" | "shares" | "pairs">,
  words: ComparedWords,
): WordMap {
  const { base, revised, vocabulary } = words;
  const [toRevised, toBase] = [map.toRevised.slice(), map.toBase.slice()];
  // The only clauses of two texts are certain to correspond, as far as anything does.
  const areAlone = base.firsts.length + revised.firsts.length === 4;
  for (const { base: from, revised: to, score } of pairs) {
    if (from.length + to.length > 2 || (score < certainPair && !areAlone)) continue;
    const smaller = Math.min(shares.base[from[0] ?? 0] ?? 0, shares.revised[to[0] ?? 0] ?? 0);
    if (shares.between(from, to) >= rewrittenShare * smaller) continue;
    const left = leftOver(base, from[0] ?? 0, toRevised);
    if (left.size === 0) continue;
    for (const [id, b] of leftOver(revised, to[0] ?? 0, toBase)) {
      const a = left.get(id);
      if (a === undefined || vocabulary.counts[id] !== occurrences || vocabulary.common[id] === 1) continue;
      toRevised[a] = b;
      toBase[b] = a;
    }
  }
  return { toRevised, toBase, coarse: map.coarse };
}

/** Returns the position of each word of a clause without a counterpart, by the word's number. */
function leftOver({ firsts, ids, kinds }: Words, clause: number, mapped: Int32Array): Map<number, number> {
  const left = new Map<number, number>();
  for (let at = firsts[clause] ?? 0; at < (firsts[clause + 1] ?? 0); at += 1) {
    if (mapped[at] !== unmapped || kinds[at] === tokenKind.mark) continue;
    left.set(ids[at] ?? 0, at);
  }
  return left;
}
