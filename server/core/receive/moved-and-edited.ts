import { plainWords } from "#core/text/plain-words.ts";
import type { ClausePair } from "#core/compare/comparison.ts";

/** So many of the words of both have to be the same: less, and one clause has simply taken another's place. */
const leastShared = 0.6;

/**
 * The pairs of a comparison, where a clause that went and one that came are one and the same, moved and edited: of all that
 * went each is the other's likeliest, and most of their words are the same. A comparison leaves such short ones apart,
 * since words alone prove little between two drafts; but here one person wrote over one text.
 */
export function withMovedAndEdited(
  pairs: readonly ClausePair[],
  baseText: (id: string) => string,
  revisedText: (id: string) => string,
): ClausePair[] {
  const gone = pairs.filter(({ relation }) => relation === "removed").flatMap(({ base }) => base);
  const came = pairs.filter(({ relation }) => relation === "added").flatMap(({ revised }) => revised);
  const shares = gone.map((id) => came.map((other) => shared(baseText(id), revisedText(other))));
  const joined = new Map<string, string>();
  shares.forEach((row, at) => {
    const best = Math.max(0, ...row);
    const to = row.indexOf(best);
    const back = Math.max(...shares.map((other) => other[to] ?? 0));
    const [id, other] = [gone[at], came[to]];
    if (best >= leastShared && best === back && id !== undefined && other !== undefined) joined.set(id, other);
  });
  if (joined.size === 0) return [...pairs];
  const taken = new Set(joined.values());
  return pairs.flatMap((pair): ClausePair[] => {
    const other = pair.relation === "removed" ? joined.get(pair.base[0] ?? "") : undefined;
    if (other !== undefined) return [{ ...pair, relation: "1:1", edited: true, moved: true, revised: [other] }];
    return pair.relation === "added" && taken.has(pair.revised[0] ?? "") ? [] : [pair];
  });
}

/** The share of the words of two texts that both have, each counted as often as it stands. */
function shared(one: string, other: string): number {
  const [ours, theirs] = [plainWords(one), plainWords(other)];
  const left = new Map<string, number>();
  for (const { word } of theirs) left.set(word, (left.get(word) ?? 0) + 1);
  let count = 0;
  for (const { word } of ours) {
    const there = left.get(word) ?? 0;
    if (there > 0) count += 1;
    left.set(word, there - 1);
  }
  return ours.length + theirs.length === 0 ? 0 : (2 * count) / (ours.length + theirs.length);
}
