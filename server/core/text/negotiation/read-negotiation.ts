import type { Clause, VersionText } from "#core/text/clause.ts";
import { optionOf } from "#core/text/labels/option.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import {
  type ClauseNegotiation,
  type NegotiationCounts,
  type NegotiationMark,
  noneOpen,
  type OpenCounts,
} from "#core/text/negotiation/negotiation.ts";
import {
  alternativeName,
  type BracketPair,
  insertedLabel,
  isAdReferendum,
  isAgreement,
  matchBrackets,
  sourceName,
} from "#core/text/negotiation/signs.ts";
import { tokenKind, wordsOf } from "#core/text/tokens.ts";

/**
 * Reads the signs of negotiation in a text, for each clause that has any. Signs are never required. A text without them
 * is either agreed or was never open, and the signs cannot show which.
 *
 * The words for signs come from the six official languages of the United Nations (signs.ts). Brackets,
 * labels and symbols do not depend on language.
 */
export function readNegotiation(version: VersionText): ClauseNegotiation[] {
  return [...readingNegotiation(version)].flat();
}

/**
 * Maximum number of brackets that are read. The most open treaty texts have 1 000. A text of nothing but brackets would
 * have millions.
 */
const mostBrackets = 50_000;

/** Reads the signs like `readNegotiation`, clause by clause, so that a caller can do other work in between. */
function* readingNegotiation(version: VersionText): Generator<ClauseNegotiation[]> {
  const { pairs, single } = matchBrackets(version);
  const brackets = pairs
    .slice(0, mostBrackets)
    .map((pair): Bracket => ({ ...pair, meaning: meaningOf(version.text, pair) }));
  let [next, nextSingle] = [0, 0];
  let around: Bracket[] = [];
  for (const clause of version.clauses) {
    const text = version.text.slice(clause.start, clause.end);
    // Brackets and clauses are both in text order, so each bracket is examined only in its own clauses.
    for (let bracket = brackets[next]; bracket && bracket.open < clause.end; bracket = brackets[++next])
      around.push(bracket);
    around = around.filter(({ close }) => close > clause.start - 1);
    const firstSingle = nextSingle;
    while ((single[nextSingle] ?? Infinity) < clause.end) nextSingle += 1;
    const inserted = insertedLabel.test(clause.label ?? "") ? clause.label : null;
    const marks = [
      ...around.flatMap((bracket) => bracketPart(bracket, clause)),
      ...single.slice(firstSingle, nextSingle).map((at) => loneBracket(at - clause.start)),
      ...optionMark(clause),
      ...alternativesIn(text, around, clause),
      ...agreementsIn(text),
      ...symbolIn(text),
    ].sort((left, right) => left.start - right.start || right.end - left.end || left.depth - right.depth);
    const hasSigns = marks.length > 0 || inserted !== null;
    yield hasSigns ? [{ clause: clause.id, citation: clause.citation, insertedLabel: inserted, marks }] : [];
  }
}

/**
 * Counts how much of a text its signs leave open.
 *
 * @param clauses the text's signs; they are read if they are not given
 */
export function countNegotiation(version: VersionText, clauses = readNegotiation(version)): NegotiationCounts {
  const marks = clauses.flatMap((clause) => clause.marks);
  const brackets = marks.filter(({ kind }) => kind === "bracket");
  const whole = brackets.filter(({ opens }) => opens);
  const outermost = brackets.filter(({ depth }) => depth === 1);
  const number = (kind: NegotiationMark["kind"]): number => marks.filter((mark) => mark.kind === kind).length;
  return {
    brackets: whole.filter(({ depth }) => depth === 1).length,
    nested: whole.filter(({ depth }) => depth > 1).length,
    deepest: whole.reduce((deepest, { depth }) => Math.max(deepest, depth), 0),
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

/** Version texts are immutable, so their signs are read once. The cache entry is freed together with the text. */
const known = new WeakMap<VersionText, { counts: NegotiationCounts; clauses: ClauseNegotiation[] }>();

/** Returns the signs of negotiation in a text, and their counts. */
export function negotiationOf(version: VersionText): { counts: NegotiationCounts; clauses: ClauseNegotiation[] } {
  const cached = known.get(version);
  if (cached) return cached;
  return keep(version, readNegotiation(version));
}

/** Reads the signs that `negotiationOf` returns, clause by clause, so that a caller can do other work in between. */
export function* preparingNegotiation(version: VersionText): Generator<undefined, void> {
  if (known.has(version)) return;
  const clauses: ClauseNegotiation[] = [];
  for (const signs of readingNegotiation(version)) {
    for (const one of signs) clauses.push(one);
    yield undefined;
  }
  keep(version, clauses);
}

function keep(
  version: VersionText,
  clauses: ClauseNegotiation[],
): { counts: NegotiationCounts; clauses: ClauseNegotiation[] } {
  const negotiation = { counts: countNegotiation(version, clauses), clauses };
  known.set(version, negotiation);
  return negotiation;
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
    // A bracket of the label is just before the text.
    mark(isSource ? "source" : "bracket", Math.max(0, open - start), Math.floor(Math.min(close + 1, end) - start), {
      depth: isSource ? 0 : depth,
      opens: open > start - 1,
      closes: close < end,
    }),
  ];
}

function loneBracket(at: number): NegotiationMark {
  return at < 0 ? mark("bracket", 0, 0, {}) : mark("bracket", at, at + 1, {});
}

/** Returns the sign of an option that is a clause of its own. */
function optionMark({ label, start, end }: Clause): NegotiationMark[] {
  const option = label === null ? undefined : optionOf(label);
  return option ? [mark("alternative", 0, end - start, { number: option.number || null })] : [];
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

interface TextCounts {
  /** The counts of each clause, by index. */
  clauses: readonly OpenCounts[];
  /** All words of the text, in brackets or not. */
  words: number;
}

/** Version texts are immutable, so each is counted once. The cache entry is freed together with the text. */
const knownCounts = new WeakMap<VersionText, TextCounts>();

/**
 * Counts how much of each clause is open, by its signs of negotiation (read-negotiation.ts). Brackets that only say
 * "agreed" or name a source do not count, nor do brackets without a partner.
 */
export function openCountsOf(version: VersionText): TextCounts {
  const counted = knownCounts.get(version) ?? count(version);
  knownCounts.set(version, counted);
  return counted;
}

function count(version: VersionText): TextCounts {
  const { starts, kinds, firsts } = wordsOf(version, new Lexicon());
  const marksOf = new Map(negotiationOf(version).clauses.map(({ clause, marks }) => [clause, marks]));
  const clauses = version.clauses.map(({ id, start }, index): OpenCounts => {
    const marks = marksOf.get(id);
    if (!marks) return noneOpen;
    const opening = marks.filter(({ kind, opens }) => kind === "bracket" && opens);
    const inside = bracketed(marks);
    let [words, range] = [0, 0];
    for (let token = firsts[index] ?? 0; token < (firsts[index + 1] ?? 0); token += 1) {
      const at = (starts[token] ?? 0) - start;
      while (range < inside.length && (inside[range]?.[1] ?? 0) <= at) range += 1;
      const isInside = range < inside.length && (inside[range]?.[0] ?? 0) <= at;
      if (isInside && kinds[token] !== tokenKind.mark) words += 1;
    }
    return {
      brackets: opening.length,
      outermost: opening.filter(({ depth }) => depth === 1).length,
      options: marks.filter(({ kind }) => kind === "alternative").length,
      words,
    };
  });
  return { clauses, words: kinds.reduce((sum, kind) => sum + (kind === tokenKind.mark ? 0 : 1), 0) };
}

/** Returns the stretches of a clause that are in brackets, in order and without overlap. */
function bracketed(marks: readonly NegotiationMark[]): [start: number, end: number][] {
  const stretches: [number, number][] = [];
  for (const { kind, depth, start, end } of marks) {
    if (kind !== "bracket" || depth === 0) continue;
    const last = stretches.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else stretches.push([start, end]);
  }
  return stretches;
}
