import { plainTexts } from "#core/text/version-text.ts";
import type { KeptRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

/** A pair of drafts with a known word history, as stored in a folder: base.txt, revised.txt, via-N.txt, truth.json. */
export interface ScoredCase {
  base: VersionText;
  revised: VersionText;
  vias: VersionText[];
  kept: number[][];
  spans: { id: string; start: number; end: number; truth: [number, number] | null }[];
}

/** Reads a case. `file` returns the content of one of its files, or undefined. */
export function readCase(file: (name: string) => string | undefined): ScoredCase {
  const truth = JSON.parse(file("truth.json") ?? "{}") as Pick<ScoredCase, "kept" | "spans">;
  const between: string[] = [];
  for (let number = 1; ; number += 1) {
    const via = file(`via-${number}.txt`);
    if (via === undefined) break;
    between.push(via);
  }
  const texts = plainTexts([file("base.txt") ?? "", ...between, file("revised.txt") ?? ""]);
  return {
    base: texts[0]!,
    revised: texts[texts.length - 1]!,
    vias: texts.slice(1, -1),
    kept: truth.kept,
    spans: truth.spans,
  };
}

const word =
  /\p{sc=Han}|\p{sc=Hira}|\p{sc=Kana}|\p{sc=Thai}|(?:(?!\p{sc=Han}|\p{sc=Hira}|\p{sc=Kana}|\p{sc=Thai})[\p{L}\p{N}\p{M}_])+/gu;

/** Returns precision, recall and F1 of kept words, measured against the truth. */
export function scoreKept(
  { base, revised, kept: truth }: ScoredCase,
  kept: readonly KeptRange[],
): { precision: number; recall: number; f1: number } {
  const starts = new Set([...revised.text.matchAll(word)].map((match) => match.index));
  const words = [...base.text.matchAll(word)].map((match) => [match.index, match.index + match[0].length] as const);
  const [want, got] = [placesOf(truth), placesOf(kept)];
  const wanted = want.filter((position) => position >= 0).length;
  const found = got.filter((position) => position >= 0).length;
  const right = got.filter((position, index) => position >= 0 && position === want[index]).length;
  const [precision, recall] = [found ? right / found : 1, wanted ? right / wanted : 1];
  return { precision, recall, f1: right ? (2 * precision * recall) / (precision + recall) : 0 };

  function placesOf(ranges: readonly (readonly number[])[]): number[] {
    const sorted = [...ranges].sort((x, y) => x[0]! - y[0]!);
    let next = 0;
    return words.map(([start, end]) => {
      while (next < sorted.length && sorted[next]![1]! <= start) next += 1;
      const range = sorted[next];
      if (!range || range[0]! > start || range[1]! < end) return -1;
      const to = start - range[0]! + range[2]!;
      return starts.has(to) ? to : -1;
    });
  }
}

/** Returns the overlap of two ranges: their intersection divided by their union. */
export function overlap(one: readonly [number, number], other: readonly [number, number]): number {
  const common = Math.min(one[1], other[1]) - Math.max(one[0], other[0]);
  return common <= 0 ? 0 : common / (one[1] - one[0] + other[1] - other[0] - common);
}
