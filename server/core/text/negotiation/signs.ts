import type { Clause, VersionText } from "#core/text/clause.ts";
import { divisionOf } from "#core/text/labels/division.ts";
import { insertionWords } from "#core/text/labels/ordinal.ts";

/** A matched pair of square brackets, as offsets of the two characters in the text. */
export interface BracketPair {
  open: number;
  close: number;
  /** From 1, the outermost. */
  depth: number;
}

/** A bracket without a partner in its clause. */
interface LeftBracket {
  at: number;
  opens: boolean;
  /** Index of its clause. */
  clause: number;
  /** Whether it is at the start of its clause if it opens, or at the end if it closes. */
  isAtEdge: boolean;
}

/**
 * Finds the square brackets of a text: matched pairs in the order of their opening brackets, and the offsets of
 * unmatched ones. The rules keep a stray bracket from changing anything else:
 *
 * - Brackets are matched within each clause first, its label included.
 * - What is left matches in the next clause, or within one paragraph and its items: "shall [plan: (a) dunes; (b)
 *   grass]".
 * - Otherwise it matches around whole clauses: from the start of a clause to the end of another in the same article or
 *   section. A bracket before a heading's text reaches to the end of what the heading opens.
 *
 * A bracket of a label has an offset between the end of the clause before and the start of its own.
 */
export function matchBrackets({ text, clauses }: VersionText): { pairs: BracketPair[]; single: number[] } {
  const matched: [open: number, close: number][] = [];
  const left: LeftBracket[] = [];
  for (const [index, clause] of clauses.entries()) matchWithin(text, clause, index, matched, left);
  const single: number[] = [];
  matchAcross(left, { ends: sectionEnds(clauses), paragraphs: paragraphsOf(clauses) }, matched, single);
  matched.sort(([a], [b]) => a - b);
  const around: number[] = [];
  const pairs = matched.map(([open, close]): BracketPair => {
    while ((around.at(-1) ?? Infinity) < open) around.pop();
    around.push(close);
    return { open, close, depth: around.length };
  });
  return { pairs, single: single.sort((a, b) => a - b) };
}

/** Offsets of a label's brackets, before the start of the clause. */
const [labelOpens, labelCloses] = [-0.5, -0.25];
/** Characters allowed before an opening bracket at the start of a clause, and after a closing one at its end. */
const [beforeEdge, afterEdge] = [/[\s[［]/u, /[\s\]］.;,:。；，：、؛،]/u];

function matchWithin(
  text: string,
  { start, end, label }: Clause,
  clause: number,
  matched: [number, number][],
  left: LeftBracket[],
): void {
  let [head, tail] = [start, end];
  while (head < end && beforeEdge.test(text[head] ?? "")) head += 1;
  while (tail > start && afterEdge.test(text[tail - 1] ?? "")) tail -= 1;
  const stack: number[] = [];
  if (label !== null && opens(label[0])) {
    if (/[\]］]$/u.test(label)) matched.push([start + labelOpens, start + labelCloses]);
    else stack.push(start + labelOpens);
  }
  for (let at = start; at < end; at += 1) {
    if (opens(text[at])) stack.push(at);
    else if (closes(text[at])) {
      const open = stack.pop();
      if (open !== undefined) matched.push([open, at]);
      else left.push({ at, opens: false, clause, isAtEdge: at >= tail });
    }
  }
  for (const at of stack) left.push({ at, opens: true, clause, isAtEdge: at < head });
}

function matchAcross(
  left: readonly LeftBracket[],
  { ends, paragraphs }: { ends: Int32Array; paragraphs: Int32Array },
  matched: [number, number][],
  single: number[],
): void {
  const stack: LeftBracket[] = [];
  for (const bracket of left) {
    if (bracket.opens) {
      stack.push(bracket);
      continue;
    }
    let open = stack.at(-1);
    // A closing bracket inside a clause says nothing about those that are open around whole clauses.
    while (bracket.isAtEdge && open && !reaches(open, bracket)) {
      single.push(open.at);
      stack.pop();
      open = stack.at(-1);
    }
    if (open && reaches(open, bracket)) matched.push([(stack.pop() ?? open).at, bracket.at]);
    else single.push(bracket.at);
  }
  single.push(...stack.map(({ at }) => at));

  function reaches(open: LeftBracket, close: LeftBracket): boolean {
    if (close.clause >= (ends[open.clause] ?? 0)) return false;
    if (close.clause - open.clause <= 1 || paragraphs[open.clause] === paragraphs[close.clause]) return true;
    return open.isAtEdge && close.isAtEdge;
  }
}

/**
 * Returns for each clause the index of the paragraph that it belongs to. Items belong to the paragraph before them, and
 * so does a text without a number after a numbered paragraph.
 */
function paragraphsOf(clauses: readonly Clause[]): Int32Array {
  const paragraphs = new Int32Array(clauses.length);
  for (const [index, { kind, label }] of clauses.entries()) {
    const before = index === 0 ? 0 : (paragraphs[index - 1] ?? 0);
    const isNumbered = clauses[before]?.kind === "paragraph" && clauses[before].label !== null;
    const continues =
      kind === "item" ||
      kind === "footnote" ||
      kind === "cell" ||
      (kind === "paragraph" && label === null && isNumbered);
    paragraphs[index] = continues ? before : index;
  }
  return paragraphs;
}

/** Returns for each clause the index after the last clause of its section: of the heading above it, or its own. */
function sectionEnds(clauses: readonly Clause[]): Int32Array {
  const headings = new Int32Array(clauses.length).fill(-1);
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { kind, depth, label }] of clauses.entries()) {
    if (kind === "heading" || (label !== null && divisionOf(label))) {
      while (open.length > 0 && (clauses[open.at(-1) ?? 0]?.depth ?? 0) >= depth) ends.set(open.pop() ?? 0, index);
      open.push(index);
    }
    headings[index] = open.at(-1) ?? -1;
  }
  return headings.map((heading) => ends.get(heading) ?? clauses.length);
}

/** Chinese drafts may use full-width brackets. */
function opens(character: string | undefined): boolean {
  return character === "[" || character === "［";
}

function closes(character: string | undefined): boolean {
  return character === "]" || character === "］";
}

/**
 * The words that mark agreement in drafts, in the six official languages of the United Nations. All of them are
 * recognised in every text, because a draft in one language keeps what a delegation wrote in another.
 *
 * - *ad referendum*: as in the authentic texts of the Vienna Convention on the Law of Treaties (1969), articles 10 and
 *   12, on signature ad referendum. English, French and Russian use the Latin words, Spanish ad referéndum, Chinese
 *   待核准; the Arabic translation uses بشرط الرجوع إلى الحكومة.
 * - *alternatives*: Variant, Variante, Вариант, 备选案文 and البديل (with ألف, باء ... for A, B) in drafts of the UNCITRAL
 *   working groups. Option 1, and within it Option (a), in the climate negotiating texts, with Opción, 选项 and الخيار.
 *   Alternative, Alternativa, Альтернатива, 备选方案 elsewhere. Except for the English short form, they count only with a
 *   number or letter, in Arabic also with an ordinal, because they are everyday words. Capitals are recognised too,
 *   because headings above alternatives use them. ALT then needs its number or letter.
 * - *agreed*: text in brackets after agreed wording, with nothing else in the brackets.
 * - *bis, ter*: see insertion.ts.
 */
const numbers = String.raw`\p{Nd}+|\p{Lu}|ألف|باء|جيم|دال|هاء|الأول|الثاني|الثالث|الرابع|[一二三四五六七八九十]`;

const adReferendum = String.raw`ad\s+ref(?:er[eé]ndum)?|ад\s+референдум|(?:尚)?待核准|بشرط\s+(?:الرجوع\s+إلى\s+الحكومة|الاستشارة)`;

const agreed = [
  "agreed",
  "convenue?s?",
  "(?:accept|agré|approuv)é(?:e|s|es)?",
  "convenid[oa]s?",
  "acordad[oa]s?",
  "aprobad[oa]s?",
  "согласован[оаы]?",
  "(?:已)?商定",
  "议定",
  "(?:已)?达成一致",
  String.raw`متفق\s+عليه(?:ا|م)?`,
  String.raw`(?:اتفق|تم\s+الاتفاق)\s+عليه(?:ا)?`,
].join("|");

/**
 * Matches the name of an alternative at the start of a clause or a bracket. Its number or letter is in whichever group
 * matched.
 */
export const alternativeName = new RegExp(
  String.raw`(?<=^|[[［]\s{0,3})(?:Alt(?:ernative)?(?!\p{L})\.?(?:\s*(\p{Nd}+|\p{Lu}(?!\p{L})))?|` +
    String.raw`(?:Variante?|Alternativa|Opt(?:ion|\.)?|Opción|Вариант|Альтернатива|ALT(?:ERNATIV[EA])?\.?|VARIANTE?|OPT(?:ION|\.)?|OPCIÓN|` +
    String.raw`ВАРИАНТ|АЛЬТЕРНАТИВА|备选案文|备选方案|选项|(?:ال)?بديل|(?:ال)?خيار)` +
    String.raw`\s*(?:(${numbers})(?!\p{L})|\((\p{L}|\p{Nd}+)\)))(?:\s*[:：.)])?`,
  "gu",
);

/** Whether the text in brackets only declares that the wording before it is agreed. */
export function isAgreement(inside: string): boolean {
  return agreement.test(plain(inside));
}

/** Whether the wording is agreed subject to confirmation. */
export function isAdReferendum(inside: string): boolean {
  return new RegExp(adReferendum, "iu").test(plain(inside));
}

const agreement = new RegExp(
  String.raw`^\s*(?:(?:${agreed})(?:[\s,，،]*(?:${adReferendum}))?|${adReferendum})\s*(?:[.。]\s*)?$`,
  "iu",
);

/** An attribution at the start of a bracket: "Source: …". */
export const sourceName = /^\s*(?:Source|Fuente|Источник|来源|المصدر)\s*[:：]/iu;

/** A label that shows an inserted clause: "62bis", "a) ter". */
export const insertedLabel = new RegExp(
  String.raw`(?:[\p{N})]|(?<!\p{L})\p{L})\s?(?:${insertionWords})(?!\p{L})`,
  "iu",
);

/** Removes the Arabic vowel signs, which are optional in writing. */
export function plain(text: string): string {
  return text.replace(/[\u064B-\u0652]/gu, "");
}
