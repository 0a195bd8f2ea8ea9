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
 * The signs of negotiation in a text, for each clause that bears any. Signs are read and never required: a text without
 * them is agreed or was never open, and which of the two they cannot tell.
 *
 * Words for signs are those of the six official languages of the United Nations (negotiation-words.ts); brackets, labels
 * and symbols are of no language.
 */
export function readNegotiation(version: VersionText): ClauseNegotiation[] {
  const { pairs, single } = matchBrackets(version.text, version.clauses);
  const brackets = pairs.map((pair): Bracket => ({ ...pair, says: whatSays(version.text, pair) }));
  let [next, nextSingle] = [0, 0];
  let around: Bracket[] = [];
  return version.clauses.flatMap((clause): ClauseNegotiation[] => {
    const text = version.text.slice(clause.start, clause.end);
    // Both in the order of the text: each bracket is looked at in the clauses it stands in, and in no other.
    for (let one = brackets[next]; one && one.open < clause.end; one = brackets[++next]) around.push(one);
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
    ].sort((one, other) => one.start - other.start || other.end - one.end || one.depth - other.depth);
    if (marks.length === 0 && inserted === null) return [];
    return [{ clause: clause.id, citation: clause.citation, insertedLabel: inserted, marks }];
  });
}

/** How much of a text its signs leave open. */
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

/** A pair of brackets, and which sign it is. */
interface Bracket extends BracketPair {
  says: "open" | "source" | "agreed";
}

/** Longer than all that is read inside a bracket to tell which sign it is. */
const longestSign = 200;

function whatSays(text: string, { open, close }: BracketPair): Bracket["says"] {
  const inside = text.slice(open + 1, Math.min(close, open + 1 + longestSign));
  if (sourceName.test(inside)) return "source";
  return close - open - 1 < longestSign && isAgreement(inside) ? "agreed" : "open";
}

/** The part of a bracket that stands in a clause; none of one that is a sign of another kind. */
function bracketPart({ open, close, depth, says }: Bracket, { start, end }: Clause): NegotiationMark[] {
  if (says === "agreed") return [];
  const isSource = says === "source";
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

/** An alternative is named where the clause or a bracket begins, and goes on to where that ends, or the next one begins. */
function alternativesIn(text: string, pairs: readonly BracketPair[], { start }: Clause): NegotiationMark[] {
  const found: NegotiationMark[] = [];
  for (const { index, 1: short, 2: named, 3: bracketed } of text.matchAll(alternativeName)) {
    const around = pairs.findLast(({ open, close }) => open < index + start && index + start < close);
    const end = around ? Math.min(around.close - start, text.length) : text.length;
    found.push(mark("alternative", index, end, { number: short ?? named ?? bracketed ?? null }));
  }
  return found;
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

/** A square bracket with its fellow: offsets of the two characters into the text. */
interface BracketPair {
  open: number;
  close: number;
  /** From 1, the outermost. */
  depth: number;
}

/** The square brackets of a text: those with a fellow, by where they open, and the offsets of those without. */
function matchBrackets(
  text: string,
  clauses: readonly { start: number; end: number }[],
): { pairs: BracketPair[]; single: number[] } {
  // First within each clause: a bracket somebody forgot to close must not swallow the clauses that follow.
  const found: [number, number][] = [];
  const left: number[] = [];
  for (const { start, end } of clauses) {
    const stack: number[] = [];
    for (let at = start; at < end; at += 1) {
      if (opens(text[at])) stack.push(at);
      else if (closes(text[at])) {
        const open = stack.pop();
        if (open === undefined) left.push(at);
        else found.push([open, at]);
      }
    }
    left.push(...stack);
  }
  // Then over clauses, for what is bracketed as a whole.
  const stack: number[] = [];
  const single: number[] = [];
  for (const at of left.sort((one, other) => one - other)) {
    if (opens(text[at])) stack.push(at);
    else {
      const open = stack.pop();
      if (open === undefined) single.push(at);
      else found.push([open, at]);
    }
  }
  single.push(...stack);
  found.sort(([one], [other]) => one - other);
  const around: number[] = [];
  const pairs = found.map(([open, close]): BracketPair => {
    while ((around.at(-1) ?? Infinity) < open) around.pop();
    around.push(close);
    return { open, close, depth: around.length };
  });
  return { pairs, single: single.sort((one, other) => one - other) };
}

/** Chinese drafts may have them as wide as their characters. */
function opens(character: string | undefined): boolean {
  return character === "[" || character === "［";
}

function closes(character: string | undefined): boolean {
  return character === "]" || character === "］";
}
