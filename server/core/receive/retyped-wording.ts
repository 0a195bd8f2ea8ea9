import { diffArrays } from "diff";
import { Fragment, type Node } from "prosemirror-model";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { anchor } from "#core/place/anchor.ts";
import { operationsBetween } from "#core/propose/operations-between.ts";
import { sectionOf } from "#core/receive/cited-lines.ts";
import type { ContributionItem } from "#core/receive/contribution.ts";
import { quotationsIn } from "#core/receive/quoted-words.ts";
import type { RowPlace } from "#core/receive/cited-place.ts";
import { isUnsure } from "#core/receive/unsure-wording.ts";
import { type Clause, clauseAt, type VersionText } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";
import { sentenceRanges } from "#core/text/sentences.ts";
import { plainWords } from "#core/text/tokens.ts";

/**
 * Minimum share of the clause's words for proposed wording to count as the clause retyped. Below it, the wording is an
 * instruction in prose.
 */
const leastRetyped = 0.5;
/**
 * Minimum share for a clause or sentence that the row does not name, and by how much its share must exceed that of every
 * other one.
 */
const leastFound = 0.6;
const leastLead = 0.1;

/** What people write before new wording, in six languages. */
const opening = new RegExp(
  `^\\s*(?:${[
    "suggest(?:ion|ed)?(?: (?:text|wording))?",
    "propos(?:al|ed)(?: (?:new )?(?:text|wording))?",
    "(?:new|revised|amended) (?:text|wording|paragraph|sentence|clause)",
    "(?:(?:the|this) )?(?:paragraph|sentence|clause|text|section) (?:should|shall|to) read(?: as follows)?",
    "(?:should|to) read(?: as follows)?",
    "texte proposé|proposition|suggestion|nouve(?:lle rédaction|au libellé|au texte)",
    "(?:le paragraphe|la phrase|l[’']alinéa|le texte) (?:devrait|doit) se lire(?: comme suit)?|lire",
    "texto propuesto|propuesta|nueva redacción|nuevo texto|(?:el párrafo|la frase) debería decir",
    "предлагаемый текст|предложение|новая редакция|изложить в следующей редакции",
    "النص المقترح|اقتراح|الصيغة الجديدة|نص جديد|تصبح (?:الجملة|الفقرة)(?: كما يلي)?",
    "建议(?:文本|案文|改为)?|新(?:文本|案文)|修改为",
  ].join("|")})\\s*[:：]\\s*`,
  "iu",
);

/** Quotation marks around all of a text. */
const enclosed = /^(?:“([^“”]+)”|"([^"]+)"|«([^«»]+)»|„([^„“”]+)[“”]|「([^「」]+)」|[‘']([^‘]+)[’'])$/u;

/**
 * Returns the operations that turn a clause, a run of its sentences, or quoted text into the retyped text; null if the
 * wording is something else, or might be that of several places.
 *
 * @param from Where the row is, and what it says in its column of changes. In a comment (`placed` null), only wording
 *   after words such as “Proposed text:” counts.
 */
export function retypedSteps(
  wording: string,
  { row, placed }: { row: RowPlace; placed: Pick<ContributionItem, "targets"> | null },
  { draft, text }: { draft: Node; text: VersionText },
): ProposalOperation[] | null {
  const isIntroduced = opening.test(wording);
  if (!placed && !isIntroduced) return null;
  const line = wording.replace(opening, "").replace(/\s+/gu, " ").trim();
  const retyped = enclosed.exec(line)?.slice(1).find(Boolean)?.trim() ?? line;
  if (retyped === "") return null;
  return (placed && atTarget(retyped, placed, { draft, text })) ?? atLikeliest(retyped, row, { draft, text });
}

/** The wording as that of the remark's target. */
function atTarget(
  retyped: string,
  { targets: [target] }: Pick<ContributionItem, "targets">,
  { draft, text }: { draft: Node; text: VersionText },
): ProposalOperation[] | null {
  const range = target && target.kind !== "document" && target.kind !== "section" ? anchor(text, target) : null;
  const clause = range && clauseAt(text.clauses, range[0]);
  if (!range || !clause || range[1] > clause.end || quotesMore(retyped, clause, text)) return null;
  const [from, to] = [range[0] - clause.start, range[1] - clause.start];
  const length = clause.end - clause.start;
  for (const [start, end] of [
    [0, length],
    [from, to],
  ] as const)
    if (share(text.text.slice(clause.start + start, clause.start + end), retyped) >= leastRetyped)
      return replaced(draft.child(text.clauses.indexOf(clause)), [start, end], retyped);
  return null;
}

/** The wording as that of the one clause, or run of sentences, which has most of its words. */
function atLikeliest(
  retyped: string,
  { cited, clauses }: RowPlace,
  { draft, text }: { draft: Node; text: VersionText },
): ProposalOperation[] | null {
  const around = clauses.length > 0 ? clauses : cited ? sectionOf(text, cited) : [];
  const run = sentenceRanges(retyped).length;
  const units = around
    .filter((clause) => clause.kind !== "heading" && !quotesMore(retyped, clause, text))
    .flatMap((clause) => {
      const own = text.text.slice(clause.start, clause.end);
      const sentences = sentenceRanges(own);
      const runs = sentences
        .slice(0, Math.max(0, sentences.length - run + 1))
        .map(([start], at): [number, number] => [start, sentences[at + run - 1]?.[1] ?? own.length]);
      const whole: [number, number][] = sentences.length === run ? [] : [[0, own.length]];
      return [...runs, ...whole].map((range) => ({ clause, range, share: share(own.slice(...range), retyped) }));
    })
    .sort((left, right) => right.share - left.share);
  const [best] = units;
  if (!best || best.share < leastFound) return null;
  const rival = units.find(
    ({ clause, range: [start, end] }) => clause !== best.clause || end <= best.range[0] || start >= best.range[1],
  );
  if (rival && rival.share > best.share - leastLead) return null;
  const steps = replaced(draft.child(text.clauses.indexOf(best.clause)), best.range, retyped);
  return steps.length > 0 ? steps : null;
}

/** An instruction may quote most words of its clause. */
function quotesMore(wording: string, { start, end }: Clause, { text }: VersionText): boolean {
  return quotationsIn(wording).length > quotationsIn(text.slice(start, end)).length;
}

function replaced(node: Node, [start, end]: readonly [number, number], retyped: string): ProposalOperation[] {
  const own = node.textContent;
  return operationsBetween(plain(node, own), plain(node, own.slice(0, start) + retyped + own.slice(end)).content);
}

function wordsOf(text: string): string[] {
  return plainWords(text).map(({ word }) => word);
}

const question = /[?？؟]/u;

/** Returns whether a text begins with a condition ("If …", "Perhaps …") or asks a question, other than the draft's. */
function isAdvice(retyped: string, own: string): boolean {
  const [first = "", ownFirst = ""] = [wordsOf(retyped)[0], wordsOf(own)[0]];
  return (isUnsure(first) && !isUnsure(ownFirst)) || (question.test(retyped) && !question.test(own));
}

/**
 * Returns the share of the longer text's words that a text of the draft and its retyped wording have in common, in the
 * same order. It is 0 if the wording is advice about the text.
 */
function share(own: string, retyped: string): number {
  if (isAdvice(retyped, own)) return 0;
  const [first, second] = [wordsOf(own), wordsOf(retyped)];
  const same = diffArrays(first, second)
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.length, 0);
  return same / Math.max(1, first.length, second.length);
}

function plain(node: Node, text: string): Node {
  return node.copy(text === "" ? Fragment.empty : Fragment.from(draftSchema.text(text)));
}
