import { commits, numeric, wordsOfChange } from "#core/compare/changes/change-class.ts";
import {
  type Change,
  type ChangedSection,
  type Comparison,
  type Importance,
  importances,
  type ImportantChanges,
  type KeptRange,
  type RepeatedReplacement,
  type TextRange,
} from "#core/compare/comparison.ts";
import { isNumberWord } from "#core/compare/changes/number-words.ts";
import { type Clause, clauseAt, type VersionText } from "#core/text/clause.ts";
import { divisionOf } from "#core/text/labels/division.ts";

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
/** Uses of "no" and "non" that are no negation: "No text" names an option without a text, "non-economic" is one word. */
const notDenied = /\bno text\b|\bnon-(?=\p{L})/giu;
/** In a change of more words on one side, a verb or a number is one of many words, and the change is a new wording. */
const mostWords = 8;

/** Orders the changes of a comparison by importance. Leaves out the kinds without a change. */
export function importantChanges(
  base: VersionText,
  revised: VersionText,
  { changes, pairs }: Pick<Comparison, "changes" | "pairs">,
): ImportantChanges[] {
  const found = new Map<Importance, number[]>(importances.map((importance) => [importance, []]));
  const alone = new Set(
    pairs.flatMap((pair) =>
      pair.relation === "added" || pair.relation === "removed" ? [...pair.base, ...pair.revised] : [],
    ),
  );
  const isWhole = ({ clauses }: VersionText, [start, end]: TextRange, [from, to]: TextRange): boolean => {
    const clause = from === to && start < end ? clauseAt(clauses, start) : undefined;
    return clause !== undefined && alone.has(clause.id) && start <= clause.start && end >= clause.end;
  };
  const opens = ({ clauses }: VersionText, [start, end]: TextRange): boolean =>
    start < end && clauseAt(clauses, start)?.kind === "verb";
  for (const [index, change] of changes.entries()) {
    const [from, to] = [change.base, change.revised];
    const importance =
      change.class !== "move" && (isWhole(base, from, to) || isWhole(revised, to, from))
        ? "clause"
        : change.class === "wording" && (opens(base, from) || opens(revised, to))
          ? "verb"
          : importanceOf(change, [
              { text: base.text.slice(...from), language: base.language },
              { text: revised.text.slice(...to), language: revised.language },
            ]);
    found.get(importance)?.push(index);
  }
  return [...found].flatMap(([importance, indexes]) => (indexes.length > 0 ? [{ importance, changes: indexes }] : []));
}

interface ChangedText {
  readonly text: string;
  readonly language: string;
}

function importanceOf(change: Change, texts: readonly [ChangedText, ChangedText]): Importance {
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

function importanceOfWording([base, revised]: readonly [ChangedText, ChangedText]): Importance | undefined {
  const [deleted, inserted] = [wordsOfChange(base.text), wordsOfChange(revised.text)];
  if (Math.max(deleted.length, inserted.length) > mostWords) return undefined;
  const [lost, gained] = [without(deleted, inserted), without(inserted, deleted)];
  const differing = [...lost, ...gained];
  if (differing.some((word) => commits(word, base.text, revised.text))) return "verb";
  if (differing.some((word) => numeric.test(word))) return "number";
  // "One" and the like are also pronouns, so that a number must replace a number.
  const areNumbers = (words: readonly string[], { language }: ChangedText): boolean =>
    words.some((word) => isNumberWord(word, language));
  if (areNumbers(lost, base) && areNumbers(gained, revised)) return "number";
  const denied = (text: string): string[] => wordsOfChange(text.replace(notDenied, " "));
  const [before, after] = [denied(base.text), denied(revised.text)];
  return [...without(before, after), ...without(after, before)].some((word) => negations.has(word))
    ? "negation"
    : undefined;
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

/** Two equal replacements may be chance; from three on, one summary line helps a reader. */
const fewestPlaces = 3;

/** Maximum number of replacements to look for beside other words, most frequent first. */
const mostSought = 50;
/** Longer edits, in characters, are new texts in which single replacements mean little. */
const longestEdit = 400;

/**
 * Finds repeated replacements, most frequent first. A reader can then dismiss dozens of equal small edits at once, such
 * as a name shortened throughout.
 *
 * A replacement counts wherever it happens: a change that joins several edits is divided at the words it keeps, and in
 * what is left, a replacement known from elsewhere is found beside other words. Letter case, spaces, square brackets
 * and marks at the ends are ignored. Pure insertions and deletions do not count.
 */
export function repeatedReplacements(
  base: VersionText,
  revised: VersionText,
  comparison: Comparison,
): RepeatedReplacement[] {
  const found = new Map<string, RepeatedReplacement>();
  const edits = editsOf(base, revised, comparison);
  for (const { change, from, to } of edits) {
    const key = keyOf(from, to);
    const known = found.get(key);
    if (known) known.changes.push(change);
    else found.set(key, { base: from, revised: to, changes: [change] });
  }
  const repeated = [...found.values()]
    .filter(({ changes }) => changes.length > 1)
    .sort((x, y) => y.changes.length - x.changes.length);
  for (const edit of edits) {
    if (edit.from.length + edit.to.length > longestEdit) continue;
    for (const replacement of repeated.slice(0, mostSought))
      if (contains(edit, replacement)) replacement.changes.push(edit.change);
  }
  for (const { changes } of repeated) changes.sort((one, other) => one - other);
  return repeated
    .filter(({ changes }) => changes.length >= fewestPlaces)
    .sort((x, y) => y.changes.length - x.changes.length || (x.changes[0] ?? 0) - (y.changes[0] ?? 0));
}

/** A replacement of text by other text, without spaces, brackets and marks at the ends. */
interface Edit {
  /** Index of the change that contains it. */
  change: number;
  from: string;
  to: string;
}

function editsOf(base: VersionText, revised: VersionText, { changes, kept }: Comparison): Edit[] {
  const inOrder = [...kept].sort(([one], [other]) => one - other);
  return changes.flatMap((change, index) => {
    if (change.class === "move") return [];
    return editsIn(change, inOrder).flatMap((edit): Edit[] => {
      const [from, to] = [tidy(base.text.slice(...edit.base)), tidy(revised.text.slice(...edit.revised))];
      return from === "" || to === "" || from.toLowerCase() === to.toLowerCase() ? [] : [{ change: index, from, to }];
    });
  });
}

function keyOf(from: string, to: string): string {
  return `${from.toLowerCase()}\n${to.toLowerCase()}`;
}

/** Whether an edit makes a replacement beside other words. */
function contains({ from, to }: Edit, { base, revised }: RepeatedReplacement): boolean {
  if (keyOf(from, to) === keyOf(base, revised)) return false;
  return hasWords(from, base) && hasWords(to, revised) && !hasWords(to, base) && !hasWords(from, revised);
}

function hasWords(text: string, words: string): boolean {
  const [whole, part] = [text.toLowerCase(), words.toLowerCase()];
  for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) {
    const around = [whole.slice(0, at).at(-1) ?? " ", whole[at + part.length] ?? " "];
    if (around.every((character) => !/[\p{L}\p{M}\p{N}]/u.test(character))) return true;
  }
  return false;
}

/**
 * Divides a change at the words it keeps. A change that keeps none is one edit.
 *
 * @param kept the comparison's kept ranges, in base order
 */
function editsIn({ base, revised }: Change, kept: readonly KeptRange[]): { base: TextRange; revised: TextRange }[] {
  const edits: { base: TextRange; revised: TextRange }[] = [];
  let [from, to] = [base[0], revised[0]];
  for (let at = firstAfter(kept, base[0]); at < kept.length; at += 1) {
    const [start, end, revisedStart, revisedEnd] = kept[at] ?? [0, 0, 0, 0];
    if (start >= base[1]) break;
    if (end > base[1] || revisedStart < to || revisedEnd > revised[1]) continue;
    edits.push({ base: [from, start], revised: [to, revisedStart] });
    [from, to] = [end, revisedEnd];
  }
  edits.push({ base: [from, base[1]], revised: [to, revised[1]] });
  return edits;
}

/** Returns the index of the first kept range that starts at an offset or after it. */
function firstAfter(kept: readonly KeptRange[], offset: number): number {
  let low = 0;
  for (let high = kept.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((kept[middle]?.[0] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function tidy(text: string): string {
  return text
    .replace(/[[\]［］]/gu, "")
    .replace(/\s+/gu, " ")
    .replace(/^[^\p{L}\p{M}\p{N}]+|(?<![^\p{L}\p{M}\p{N}])[^\p{L}\p{M}\p{N}]+$/gu, "");
}

/** Maximum number of sections named, and the minimum number of changed ones: of two, naming both says nothing. */
const mostSections = 3;
const fewestChanged = 4;

/**
 * Returns the articles that changed most, or the outermost headings of a text without articles, most changed first. A
 * deleted article counts in the base. Empty if only a few changed.
 */
export function mostChanged(base: VersionText, revised: VersionText, { changes }: Comparison): ChangedSection[] {
  const sections = { base: sectionsOf(base), revised: sectionsOf(revised) };
  const inRevised = new Map([...sections.revised.values()].map(({ id, citation }) => [citation, id]));
  const found = new Map<string, ChangedSection>();
  for (const change of changes) {
    if (change.class === "move") continue;
    const side = change.revised[0] < change.revised[1] ? "revised" : "base";
    const version = side === "revised" ? revised : base;
    const clause = clauseAt(version.clauses, change[side][0]);
    const opener = clause && sections[side].get(clause.id);
    if (!opener) continue;
    const section = found.get(opener.citation) ?? sectionCited(opener);
    section.characters += change.base[1] - change.base[0] + change.revised[1] - change.revised[0];
    found.set(opener.citation, section);
  }
  if (found.size < fewestChanged) return [];
  return [...found.values()].sort((one, other) => other.characters - one.characters).slice(0, mostSections);

  /** A section that both texts have counts once, under its citation, and is that of the revised text. */
  function sectionCited({ id, citation }: Clause): ChangedSection {
    const revisedId = inRevised.get(citation);
    if (revisedId === undefined) return { side: "base", clause: id, citation, characters: 0 };
    return { side: "revised", clause: revisedId, citation, characters: 0 };
  }
}

/** Returns the article or outermost heading of each clause, by the clause's id. */
function sectionsOf({ clauses }: VersionText): Map<string, Clause> {
  const isArticle = (clause: Clause): boolean => clause.label !== null && divisionOf(clause.label)?.level === "article";
  const hasArticles = clauses.some(isArticle);
  const headings = clauses.filter(({ kind }) => kind === "heading" || kind === "verb").map(({ depth }) => depth);
  const outermost = Math.min(...headings);
  const sections = new Map<string, Clause>();
  let opener: Clause | undefined;
  for (const clause of clauses) {
    const isDivision = clause.label !== null && divisionOf(clause.label) !== undefined;
    if (hasArticles ? isDivision : opensSection(clause, outermost)) opener = clause;
    if (opener) sections.set(clause.id, opener);
  }
  return sections;
}

function opensSection({ kind, depth }: Clause, outermost: number): boolean {
  return (kind === "heading" || kind === "verb") && depth === outermost;
}
