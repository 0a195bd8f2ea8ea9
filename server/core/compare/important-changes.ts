import { commits, numeric, wordsOfChange } from "#core/compare/change-class.ts";
import { type Importance, importances, type ImportantChanges } from "#core/compare/comparison-facts.ts";
import type { Change, Comparison } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

/** Words that deny or exclude, in the six languages. */
const negations = new Set(
  (
    "not no never neither nor none without except unless cannot " +
    "ne n pas non ni sans jamais aucun aucune sauf excepté " +
    "sin nunca jamás ningún ninguna tampoco salvo excepto " +
    "не ни нет без никогда кроме нельзя " +
    "لا لم لن ليس ليست غير دون بدون إلا " +
    "不 未 无 非 勿 除"
  ).split(" "),
);
/** In a change of more words on one side, a verb or a number is one of many words, and the change is a new wording. */
const mostWords = 8;

/** Orders the changes of a comparison by importance. Leaves out the kinds without a change. */
export function importantChanges(base: VersionText, revised: VersionText, { changes }: Comparison): ImportantChanges[] {
  const found = new Map<Importance, number[]>(importances.map((importance) => [importance, []]));
  for (const [index, change] of changes.entries()) {
    const texts = [base.text.slice(...change.base), revised.text.slice(...change.revised)] as const;
    found.get(importanceOf(change, texts))?.push(index);
  }
  return [...found].flatMap(([importance, indexes]) => (indexes.length > 0 ? [{ importance, changes: indexes }] : []));
}

function importanceOf(change: Change, texts: readonly [string, string]): Importance {
  switch (change.class) {
    case "verb":
    case "number":
    case "bracket":
      return change.class;
    case "wording":
      return importanceOfWording(texts) ?? (change.also ? "bracket" : "wording");
    case "move":
      return "wording";
    case "punctuation":
    case "variant":
    case "footnote":
    case "label":
      return change.also ? "bracket" : "format";
  }
}

function importanceOfWording([base, revised]: readonly [string, string]): Importance | undefined {
  const [deleted, inserted] = [wordsOfChange(base), wordsOfChange(revised)];
  if (Math.max(deleted.length, inserted.length) > mostWords) return undefined;
  const differing = [...without(deleted, inserted), ...without(inserted, deleted)];
  if (differing.some(commits)) return "verb";
  if (differing.some((word) => numeric.test(word))) return "number";
  return differing.some((word) => negations.has(word)) ? "negation" : undefined;
}

/** Returns the words of a list that another lacks, counting repetitions. */
function without(words: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return words.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
