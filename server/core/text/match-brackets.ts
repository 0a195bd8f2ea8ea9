import { divisionOf } from "#core/text/division.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";

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
