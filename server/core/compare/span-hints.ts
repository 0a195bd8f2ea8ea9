import type { ClausePair } from "#core/compare/comparison.ts";
import { noSpan, noToken, type OpenSpan } from "#core/compare/open-spans.ts";
import type { SpanHint, SpanSide } from "#core/compare/pair-spans.ts";
import { unmapped } from "#core/compare/word-map.ts";
import type { VersionText } from "#core/text/clause.ts";

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
