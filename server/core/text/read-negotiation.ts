import type { Clause, VersionText } from "#core/text/clause.ts";
import {
  alternativeName,
  insertedLabel,
  isAdReferendum,
  isAgreement,
  sourceName,
} from "#core/text/negotiation-words.ts";
import type { ClauseNegotiation, NegotiationCounts, NegotiationMark } from "#core/text/negotiation.ts";

/**
 * Reads the signs of negotiation in a text, for each clause that has any. Signs are never required. A text without them
 * is either agreed or was never open, and the signs cannot show which.
 *
 * The words for signs come from the six official languages of the United Nations (negotiation-words.ts). Brackets,
 * labels and symbols do not depend on language.
 */
export function readNegotiation(version: VersionText): ClauseNegotiation[] {
  const { pairs, single } = matchBrackets(version.text, version.clauses);
  const brackets = pairs.map((pair): Bracket => ({ ...pair, meaning: meaningOf(version.text, pair) }));
  let [next, nextSingle] = [0, 0];
  let around: Bracket[] = [];
  return version.clauses.flatMap((clause): ClauseNegotiation[] => {
    const text = version.text.slice(clause.start, clause.end);
    // Brackets and clauses are both in text order, so each bracket is examined only in its own clauses.
    for (let bracket = brackets[next]; bracket && bracket.open < clause.end; bracket = brackets[++next])
      around.push(bracket);
    around = around.filter(({ close }) => close >= clause.start);
    const firstSingle = nextSingle;
    while ((single[nextSingle] ?? Infinity) < clause.end) nextSingle += 1;
    const inserted = insertedLabel.test(clause.label ?? "") ? clause.label : null;
    const marks = [
      ...around.flatMap((bracket) => bracketPart(bracket, clause)),
      ...single.slice(firstSingle, nextSingle).map((at) => loneBracket(at - clause.start)),
      ...alternativesIn(text, around, clause),
      ...agreementsIn(text),
      ...symbolIn(text),
    ].sort((left, right) => left.start - right.start || right.end - left.end || left.depth - right.depth);
    if (marks.length === 0 && inserted === null) return [];
    return [{ clause: clause.id, citation: clause.citation, insertedLabel: inserted, marks }];
  });
}

/** Counts how much of a text its signs leave open. */
export function countNegotiation(version: VersionText): NegotiationCounts {
  const clauses = readNegotiation(version);
  const marks = clauses.flatMap((clause) => clause.marks);
  const brackets = marks.filter(({ kind }) => kind === "bracket");
  const whole = brackets.filter(({ opens }) => opens);
  const outermost = brackets.filter(({ depth }) => depth === 1);
  const number = (kind: NegotiationMark["kind"]): number => marks.filter((mark) => mark.kind === kind).length;
  return {
    brackets: whole.filter(({ depth }) => depth === 1).length,
    nested: whole.filter(({ depth }) => depth > 1).length,
    deepest: Math.max(0, ...whole.map(({ depth }) => depth)),
    unbalanced: brackets.filter(({ opens, closes, depth }) => !opens && !closes && depth === 0).length,
    bracketedCharacters: outermost.reduce((sum, { start, end }) => sum + end - start, 0),
    characters: version.clauses.reduce((sum, { start, end }) => sum + end - start, 0),
    bracketedClauses: clauses.filter((clause) =>
      clause.marks.some(({ kind, depth }) => kind === "bracket" && depth > 0),
    ).length,
    alternatives: number("alternative"),
    agreed: number("agreed"),
    agreedAdRef: number("agreed-ad-ref"),
    insertedClauses: clauses.filter(({ insertedLabel }) => insertedLabel !== null).length,
  };
}

/** A matched pair of brackets and the sign it represents. */
interface Bracket extends BracketPair {
  meaning: "open" | "source" | "agreed";
}

/** Longer than any text in a bracket that must be read to recognise its sign. */
const longestSign = 200;

function meaningOf(text: string, { open, close }: BracketPair): Bracket["meaning"] {
  const inside = text.slice(open + 1, Math.min(close, open + 1 + longestSign));
  if (sourceName.test(inside)) return "source";
  return close - open - 1 < longestSign && isAgreement(inside) ? "agreed" : "open";
}

/** Returns the part of a bracket within a clause; none for "agreed" brackets, because `agreementsIn` reports those. */
function bracketPart({ open, close, depth, meaning }: Bracket, { start, end }: Clause): NegotiationMark[] {
  if (meaning === "agreed") return [];
  const isSource = meaning === "source";
  return [
    mark(isSource ? "source" : "bracket", Math.max(0, open - start), Math.min(close + 1, end) - start, {
      depth: isSource ? 0 : depth,
      opens: open >= start,
      closes: close < end,
    }),
  ];
}

function loneBracket(at: number): NegotiationMark {
  return mark("bracket", at, at + 1, {});
}

/**
 * Finds alternatives. Each starts with its name at the beginning of the clause or of a bracket, and ends where the
 * clause or the bracket ends.
 */
function alternativesIn(text: string, pairs: readonly BracketPair[], { start }: Clause): NegotiationMark[] {
  const marks: NegotiationMark[] = [];
  for (const { index, 1: short, 2: named, 3: bracketed } of text.matchAll(alternativeName)) {
    const around = pairs.findLast(({ open, close }) => open < index + start && index + start < close);
    const end = around ? Math.min(around.close - start, text.length) : text.length;
    marks.push(mark("alternative", index, end, { number: short ?? named ?? bracketed ?? null }));
  }
  return marks;
}

function agreementsIn(text: string): NegotiationMark[] {
  return [...text.matchAll(/[([（［]([^()[\]（）［］]*)[)\]）］]/gu)].flatMap(({ index, 0: whole, 1: inside = "" }) =>
    inside.length < longestSign && isAgreement(inside)
      ? [mark(isAdReferendum(inside) ? "agreed-ad-ref" : "agreed", index, index + whole.length, {})]
      : [],
  );
}

function symbolIn(text: string): NegotiationMark[] {
  const symbol = /^(?:ADD|MOD|SUP|NOC)\b/u.exec(text)?.[0];
  return symbol === undefined ? [] : [mark("symbol", 0, symbol.length, { number: symbol })];
}

function mark(
  kind: NegotiationMark["kind"],
  start: number,
  end: number,
  more: Partial<Omit<NegotiationMark, "kind" | "start" | "end">>,
): NegotiationMark {
  return { kind, start, end, depth: 0, opens: false, closes: false, number: null, ...more };
}

/** A matched pair of square brackets, as offsets of the two characters in the text. */
interface BracketPair {
  open: number;
  close: number;
  /** From 1, the outermost. */
  depth: number;
}

/**
 * Finds the square brackets of a text: matched pairs in the order of their opening brackets, and the offsets of
 * unmatched ones.
 */
function matchBrackets(
  text: string,
  clauses: readonly { start: number; end: number }[],
): { pairs: BracketPair[]; single: number[] } {
  // Match within each clause first, so that one unclosed bracket does not swallow the clauses that follow.
  const matched: [number, number][] = [];
  const left: number[] = [];
  for (const { start, end } of clauses) {
    const stack: number[] = [];
    for (let at = start; at < end; at += 1) {
      if (opens(text[at])) stack.push(at);
      else if (closes(text[at])) {
        const open = stack.pop();
        if (open === undefined) left.push(at);
        else matched.push([open, at]);
      }
    }
    left.push(...stack);
  }
  // Then match across clauses, for several clauses in one pair of brackets.
  const stack: number[] = [];
  const single: number[] = [];
  for (const at of left.sort((a, b) => a - b)) {
    if (opens(text[at])) stack.push(at);
    else {
      const open = stack.pop();
      if (open === undefined) single.push(at);
      else matched.push([open, at]);
    }
  }
  single.push(...stack);
  matched.sort(([a], [b]) => a - b);
  const around: number[] = [];
  const pairs = matched.map(([open, close]): BracketPair => {
    while ((around.at(-1) ?? Infinity) < open) around.pop();
    around.push(close);
    return { open, close, depth: around.length };
  });
  return { pairs, single: single.sort((a, b) => a - b) };
}

/** Chinese drafts may use full-width brackets. */
function opens(character: string | undefined): boolean {
  return character === "[" || character === "［";
}

function closes(character: string | undefined): boolean {
  return character === "]" || character === "］";
}
