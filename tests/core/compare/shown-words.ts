import { readTexts } from "#core/compare/compared-texts.ts";
import { mapWords } from "#core/compare/words/map-words.ts";
import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import { version } from "./versions.ts";

/**
 * Returns the clauses of the revised text, with every run of words that the base has in brackets after the number of
 * its base clause: "1[Members meet] often". The texts are given by clause.
 */
export function originsOf(base: readonly string[], revised: readonly string[], map?: WordMap): string[] {
  const { words } = readTexts(version(base.join("\n")), version(revised.join("\n")));
  const { toBase } = map ?? mapWords(words);
  const { text, starts, ends, firsts } = words.revised;
  const origin = (token: number): number => toBase[token] ?? unmapped;
  return Array.from({ length: firsts.length - 1 }, (_, clause) => {
    const [first, end] = [firsts[clause]!, firsts[clause + 1]!];
    let shown = "";
    for (let token = first; token < end; token += 1) {
      const from = origin(token);
      const follows = token > first && origin(token - 1) !== unmapped && origin(token - 1) + 1 === from;
      if (token > first && !follows && origin(token - 1) !== unmapped) shown += "]";
      if (token > first) shown += text.slice(ends[token - 1], starts[token]);
      if (from !== unmapped && !follows)
        shown += `${String(words.base.firsts.findLastIndex((start) => start <= from) + 1)}[`;
      shown += text.slice(starts[token], ends[token]);
    }
    return end > first && origin(end - 1) !== unmapped ? `${shown}]` : shown;
  });
}
