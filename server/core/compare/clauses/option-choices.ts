import type { Side } from "#core/compare/clauses/clause-features.ts";
import type { ComparedTexts } from "#core/compare/compared-texts.ts";
import type { IndexPair } from "#core/compare/comparison.ts";
import type { Clause } from "#core/text/clause.ts";
import { optionGroups } from "#core/text/labels/option.ts";

/** The end of a choice between options, by clause index: one option became the text, or all were deleted. */
export interface IndexChoice {
  /** The text with the options. */
  side: Side;
  /** The number whose only text is these options ("4."); -1 without one. */
  opener: number;
  /** First clauses of the options, in order. */
  options: number[];
  /** First clause of the chosen option: the other text has its words. -1 if no option was chosen. */
  chosen: number;
  /** The clauses of the other text that have its words, or a new text in the place of the options. */
  text: number[];
}

/**
 * Returns the options, besides the chosen one, that have a counterpart: they moved, became something else, or are part of
 * the text in their place. They were neither deleted nor added.
 *
 * @param clauses the clauses of the text with the options
 * @returns their first clauses, by index
 */
export function pairedOptions(
  { side, options, chosen }: IndexChoice,
  clauses: readonly Clause[],
  pairs: readonly IndexPair[],
): number[] {
  const ranges = optionGroups(clauses).flatMap((group) => group.options);
  return options.filter((first) => {
    const end = ranges.find((range) => range.first === first)?.end ?? first + 1;
    return first !== chosen && pairs.some((pair) => pair[side].some((clause) => clause >= first && clause < end));
  });
}

/** Score of a pair of a clause that had only options, all deleted, and the new text in its place. */
const openerScore = 0.8;

/**
 * Pairs the clauses whose options were all deleted with the new texts in their place: the clause with the same number
 * between the same neighbours. Adds these texts to the choices.
 *
 * @param pairs in base order; the new ones are added
 */
export function pairOpeners(
  { base, revised }: ComparedTexts,
  pairs: IndexPair[],
  choices: readonly IndexChoice[],
): void {
  const texts = { base: base.clauses, revised: revised.clauses };
  for (const choice of choices) {
    const { side, opener } = choice;
    const other = side === "base" ? "revised" : "base";
    if (choice.chosen >= 0 || opener < 0 || pairs.some((pair) => pair[side].includes(opener))) continue;
    const inOrder = pairs.filter(({ moved }) => !moved);
    const before = inOrder.findLast((pair) => (pair[side][0] ?? 0) < opener)?.[other].at(-1) ?? -1;
    const after = inOrder.find((pair) => (pair[side][0] ?? 0) > opener)?.[other][0] ?? texts[other].length;
    const isTaken = (clause: number): boolean => pairs.some((pair) => pair[other].includes(clause));
    const [clause] = texts[side].slice(opener, opener + 1);
    const found = texts[other].findIndex(
      ({ kind, label }, at) =>
        at > before && at < after && kind === clause?.kind && label !== null && label === clause.label && !isTaken(at),
    );
    if (found < 0) continue;
    choice.text.push(found);
    const [from, to] = side === "base" ? [opener, found] : [found, opener];
    pairs.push({ base: [from], revised: [to], score: openerScore, moved: false });
  }
  pairs.sort((x, y) => (x.base[0] ?? 0) - (y.base[0] ?? 0));
}
