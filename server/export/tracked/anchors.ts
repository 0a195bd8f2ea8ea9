import type { Redline, RedlineRow } from "#core/compare/redline-row.ts";
import type { SourceMap, TextSource } from "#core/text/segments/block.ts";
import type { Cuts } from "./atoms.ts";
import type { Stories, Token } from "./story.ts";

/** The comparison of two texts, with the sources of both texts in their files. */
export interface SourcedComparison {
  readonly redline: Redline;
  readonly base: SourceMap;
  readonly revised: SourceMap;
}

/** Collects tokens of the base and of the revised file that are the same according to the comparison. */
interface AnchorVisitor {
  kept(base: Token, revised: Token): void;
  /** The ends of the paragraphs of paired clauses. */
  ends(base: Token, revised: Token): void;
}

/** One of two files to compare. */
export type Side = "base" | "revised";

/** Returns the ends of the changes inside runs, on one side. */
export function cutsOf({ redline, ...sources }: SourcedComparison, side: Side): Cuts {
  const cuts = new Map<string, Set<number>>();
  for (const { segments } of redline) {
    for (const { [side]: range } of segments) {
      for (const offset of range ?? []) {
        const source = sourceAt(sources[side], offset);
        if (!source) continue;
        const name = `${source.part} ${String(source.run)}`;
        const offsets = cuts.get(name) ?? new Set();
        offsets.add(source.at + offset - source.start);
        cuts.set(name, offsets);
      }
    }
  }
  return cuts;
}

function sourceAt(sources: SourceMap, offset: number): TextSource | undefined {
  let low = 0;
  for (let high = sources.length; low < high;) {
    const middle = (low + high) >> 1;
    const source = sources[middle];
    if (source && source.start + source.length <= offset) low = middle + 1;
    else high = middle;
  }
  const found = sources[low];
  return found && found.start <= offset ? found : undefined;
}

/** Visits the tokens that the comparison keeps, and marks those that it changes. */
export function visitAnchors(
  comparison: SourcedComparison,
  stories: Record<Side, Stories>,
  visitor: AnchorVisitor,
): void {
  const tokens = {
    base: tokensByOffset(comparison.base, stories.base),
    revised: tokensByOffset(comparison.revised, stories.revised),
  };
  for (const row of comparison.redline) {
    for (const { kind, base: from, revised: to, move } of row.segments) {
      if (kind === "kept" && from && to) visitKept(visitor, tokens, [from, to]);
      // A moved run has a segment at each position. Each marks the tokens of its own side only.
      if ((kind === "deleted" || kind === "moved-away") && from) markChanged(tokens.base, from, move);
      if ((kind === "inserted" || kind === "moved-here") && to) markChanged(tokens.revised, to, move);
    }
    const end = endsOfRow(row, tokens);
    if (end) visitor.ends(...end);
  }
}

/** Returns the token at an offset of the text. */
type ByOffset = (offset: number) => Token | undefined;

function tokensByOffset(sources: SourceMap, stories: Stories): ByOffset {
  let last: TextSource | undefined;
  return (offset) => {
    const isSame = last !== undefined && last.start <= offset && offset < last.start + last.length;
    const source = isSame ? last : sourceAt(sources, offset);
    last = source;
    return source && stories.find(source.part, source.run, source.at + offset - source.start);
  };
}

function visitKept(
  visitor: AnchorVisitor,
  { base, revised }: Record<Side, ByOffset>,
  [[from, end], [to]]: readonly [base: readonly [number, number], revised: readonly [number, number]],
): void {
  let last: Token | undefined;
  for (let offset = 0; from + offset < end; offset += 1) {
    const [first, second] = [base(from + offset), revised(to + offset)];
    if (!first || !second || second === last || first.key !== second.key) continue;
    last = second;
    visitor.kept(first, second);
  }
}

function markChanged(tokens: ByOffset, [start, end]: readonly [number, number], move: number | null): void {
  for (let offset = start; offset < end; offset += 1) tokens(offset)?.change(move);
}

/** Returns the paragraph ends of a row that has text of both sides, in a clause of its own on each side. */
function endsOfRow(row: RedlineRow, tokens: Record<Side, ByOffset>): [Token, Token] | undefined {
  if (row.base === null || row.revised === null || row.relation !== "1:1") return undefined;
  const last = (side: Side): Token | undefined => {
    for (const { [side]: range, kind } of row.segments.toReversed()) {
      if (!range || kind === (side === "base" ? "moved-here" : "moved-away")) continue;
      for (let offset = range[1] - 1; offset >= range[0]; offset -= 1) {
        const token = tokens[side](offset);
        if (token) return token;
      }
    }
    return undefined;
  };
  const [base, revised] = [last("base"), last("revised")];
  return base && revised ? [endOf(base), endOf(revised)] : undefined;
}

/** Returns the end of a token's paragraph. */
export function endOf(token: Token): Token {
  const { tokens } = token.story;
  let at = token.index;
  while (tokens[at]?.kind !== "end" && at < tokens.length - 1) at += 1;
  return tokens[at] ?? token;
}
