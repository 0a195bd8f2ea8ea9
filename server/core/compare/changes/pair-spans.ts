import { firstFrom, noSpan, noToken, type OpenSpan } from "#core/compare/changes/open-spans.ts";
import type { ClausePair } from "#core/compare/comparison.ts";
import { unmapped } from "#core/compare/words/word-map.ts";
import type { VersionText } from "#core/text/clause.ts";
import { tokenKind } from "#core/text/tokens.ts";

/** One of two texts: its spans of one kind, and where its tokens are in the other text. */
export interface SpanSide {
  spans: readonly OpenSpan[];
  /** `tokenKind` of each token. */
  kinds: Uint8Array;
  /** For each token, the same token of the other text; -1 if it has none. */
  toOther: Int32Array;
}

/** A base span and a revised span that may be the same, by index. */
export interface SpanHint {
  base: number;
  revised: number;
  /** Number of signs, or names, that say so. Two are enough; one only adds weight to shared words. */
  signs: number;
}

/** Spans nested deeper than this are paired by their signs only, so that the time stays linear. */
const deepest = 32;

/** The weight of a sign that both have, beside a share of words of at most 1. */
const signWeight = 0.25;

/**
 * Pairs the spans of two texts, each with at most one. Two spans may be a pair if most of the words of one of them are
 * inside the other, or if both signs are the same. Of several possible pairs, the one with the largest share of common
 * words and signs counts. Returns for each base span the index of its revised span, or `noSpan`.
 */
export function pairSpans(base: SpanSide, revised: SpanSide, hints: readonly SpanHint[]): Int32Array {
  const candidates = new Map<number, { base: number; revised: number; shared: number; signs: number }>();
  const candidate = (from: number, to: number, shared: number, signs: number): void => {
    const key = from * revised.spans.length + to;
    const known = candidates.get(key);
    if (known) known.signs = Math.max(known.signs, signs);
    else candidates.set(key, { base: from, revised: to, shared, signs });
  };
  findByWords(base, revised, (from, to, shared) => candidate(from, to, shared, 0));
  findByWords(revised, base, (from, to, shared) => candidate(to, from, shared, 0));
  for (const hint of hints) {
    const isKnown = candidates.has(hint.base * revised.spans.length + hint.revised);
    if (isKnown) candidate(hint.base, hint.revised, 0, hint.signs);
    else if (hint.signs >= 2) candidate(hint.base, hint.revised, sharedWords(hint, base, revised), hint.signs);
  }
  const scored = [...candidates.values()].map((pair) => {
    const words = (base.spans[pair.base]?.words ?? 0) + (revised.spans[pair.revised]?.words ?? 0);
    return { ...pair, score: (words === 0 ? 0 : (2 * pair.shared) / words) + signWeight * pair.signs };
  });
  scored.sort((one, other) => other.score - one.score || one.base - other.base || one.revised - other.revised);
  const paired = new Int32Array(base.spans.length).fill(noSpan);
  const taken = new Uint8Array(revised.spans.length);
  for (const pair of scored) {
    if (paired[pair.base] !== noSpan || taken[pair.revised] === 1) continue;
    paired[pair.base] = pair.revised;
    taken[pair.revised] = 1;
  }
  return paired;
}

/** Finds, for each span, the spans of the other text that hold most of its words. */
function findByWords(from: SpanSide, to: SpanSide, found: (from: number, to: number, shared: number) => void): void {
  const innermost = innermostSpans(to);
  for (const [index, span] of from.spans.entries()) {
    const places = keptWords(span, from);
    if (places.length * 2 <= span.words) continue;
    places.sort();
    // A span that holds most of the words holds the one in the middle.
    let around = innermost[places[places.length >> 1] ?? 0] ?? noSpan;
    for (let other = to.spans[around]; other; other = to.spans[around]) {
      const shared = countWithin(places, other);
      if (shared * 2 > span.words) found(index, around, shared);
      around = other.parent;
    }
  }
}

/** Returns for each token the index of the innermost span around it, or `noSpan`. */
function innermostSpans({ spans, kinds }: SpanSide): Int32Array {
  const innermost = new Int32Array(kinds.length).fill(noSpan);
  // An inner span comes after the one around it.
  for (const [index, { first, last, depth }] of spans.entries()) {
    if (depth <= deepest) innermost.fill(index, first, last);
  }
  return innermost;
}

/** Returns the tokens of the other text that are words of a span. */
function keptWords({ first, last, depth }: OpenSpan, { kinds, toOther }: SpanSide): Int32Array {
  const places: number[] = [];
  for (let token = first; token < last && depth <= deepest; token += 1) {
    const place = toOther[token] ?? -1;
    if (place >= 0 && kinds[token] !== tokenKind.mark) places.push(place);
  }
  return Int32Array.from(places);
}

function sharedWords(hint: SpanHint, base: SpanSide, revised: SpanSide): number {
  const [from, to] = [base.spans[hint.base], revised.spans[hint.revised]];
  return from && to ? keptWords(from, base).filter((place) => place >= to.first && place < to.last).length : 0;
}

/** Counts the tokens within a span. The tokens are sorted. */
function countWithin(places: Int32Array, { first, last }: OpenSpan): number {
  return firstFrom(places, last) - firstFrom(places, first);
}

/** For each clause with a counterpart, by index, the first and the last clause that it became. */
export type ClauseMap = ReadonlyMap<number, readonly [first: number, last: number]>;

/** Maps the clauses of two texts onto each other, by index. */
export function clauseMaps(
  base: VersionText,
  revised: VersionText,
  pairs: readonly Pick<ClausePair, "base" | "revised">[],
): { toRevised: ClauseMap; toBase: ClauseMap } {
  const [toRevised, toBase] = [new Map<number, [number, number]>(), new Map<number, [number, number]>()];
  const places = [base, revised].map(({ clauses }) => new Map(clauses.map(({ id }, index) => [id, index])));
  for (const pair of pairs) {
    const from = pair.base.flatMap((id) => places[0]?.get(id) ?? []);
    const to = pair.revised.flatMap((id) => places[1]?.get(id) ?? []);
    if (from.length === 0 || to.length === 0) continue;
    for (const index of from) toRevised.set(index, [Math.min(...to), Math.max(...to)]);
    for (const index of to) toBase.set(index, [Math.min(...from), Math.max(...from)]);
  }
  return { toRevised, toBase };
}

/** A text with its spans of one kind. */
type HintSide = Pick<SpanSide, "spans" | "toOther"> & { version: VersionText };

/**
 * Finds pairs of spans with the same signs. For brackets, a sign is the same if the word map says so, or if it belongs
 * to the label of the same clause. Options of the same name that belong to the same clause, or to the same clause
 * above theirs, count like two signs.
 */
export function spanHints(base: HintSide, revised: HintSide, toRevised: ClauseMap): SpanHint[] {
  const hints = new Map<number, SpanHint>();
  const add = (from: number, to: number | undefined, signs: number): void => {
    if (to === undefined || to === noSpan) return;
    const key = from * revised.spans.length + to;
    const hint = hints.get(key) ?? { base: from, revised: to, signs: 0 };
    hints.set(key, { ...hint, signs: hint.signs + signs });
  };
  const [opening, closing] = [
    spansBy(revised.spans, ({ signs }) => signs[0]),
    spansBy(revised.spans, ({ signs }) => signs[1]),
  ];
  const labels = spansBy(revised.spans, labelKey);
  const [names, baseNames] = [namedOptions(revised), namesOf(base)];
  for (const [index, span] of base.spans.entries()) {
    const [open, close] = span.signs.map((sign) => base.toOther[sign] ?? unmapped);
    if (open !== undefined && open !== unmapped) add(index, opening.get(open), 1);
    if (close !== undefined && close !== unmapped) add(index, closing.get(close), 1);
    const clause = toRevised.get(span.clause)?.[0];
    if (clause !== undefined) add(index, labels.get(labelKey({ ...span, clause })), span.isLabel ? 2 : 1);
    const named = (baseNames[index] ?? []).flatMap(({ clause: of, name }) => {
      const [to] = toRevised.get(of) ?? [];
      return to === undefined ? [] : [names.get(`${String(to)} ${name}`)];
    });
    add(
      index,
      named.find((option) => option !== undefined && option !== noSpan),
      2,
    );
  }
  return [...hints.values()];
}

/** The key of a bracket that opens in a label; `noToken` for every other span. */
function labelKey({ kind, signs, isLabel, clause }: OpenSpan): number {
  return kind === "bracket" && signs[0] === noToken ? clause * 2 + (isLabel ? 1 : 0) : noToken;
}

/** Indexes spans by a key. Spans with the key `noToken` are left out. */
function spansBy(spans: readonly OpenSpan[], keyOf: (span: OpenSpan) => number): Map<number, number> {
  const indexes = new Map<number, number>();
  for (const [index, span] of spans.entries()) {
    const key = keyOf(span);
    if (key !== noToken) indexes.set(key, index);
  }
  return indexes;
}

/** Indexes options by the clause they belong to and their name. `noSpan` marks a name that two options have. */
function namedOptions(side: HintSide): Map<string, number> {
  const options = new Map<string, number>();
  for (const [index, names] of namesOf(side).entries()) {
    for (const { clause, name } of names) {
      const key = `${String(clause)} ${name}`;
      options.set(key, options.has(key) ? noSpan : index);
    }
  }
  return options;
}

/** Returns the names of each option: its number in its own clause, and in the clause above that one. */
function namesOf({ spans, version }: HintSide): { clause: number; name: string }[][] {
  if (spans[0]?.kind !== "option") return [];
  const above = clausesAbove(version);
  return spans.map(({ clause, number }) => {
    if (number === null) return [];
    const parent = above[clause] ?? noSpan;
    return [{ clause, name: number }, ...(parent === noSpan ? [] : [{ clause: parent, name: `below ${number}` }])];
  });
}

/** Returns for each clause the index of the nearest clause before it with a smaller depth, or -1. */
function clausesAbove({ clauses }: VersionText): Int32Array {
  const open: number[] = [];
  return Int32Array.from(clauses, ({ depth }, index) => {
    while (open.length > 0 && (clauses[open.at(-1) ?? 0]?.depth ?? 0) >= depth) open.pop();
    const parent = open.at(-1) ?? noSpan;
    open.push(index);
    return parent;
  });
}
