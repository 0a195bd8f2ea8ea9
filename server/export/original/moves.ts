import type { Alignment } from "./alignment.ts";
import type { Token } from "./story.ts";

/** A move whose two positions are tracked as a move. */
export interface Move {
  /** The same for both positions. */
  readonly name: string;
  /** Whether a whole paragraph moves, with its end. */
  readonly isWhole: boolean;
}

/** Objects that move like text. Others, such as notes and pictures, are deleted and inserted. */
const simple = /^(?:w:(?:tab|br|cr|noBreakHyphen|softHyphen|sym)|text:(?:s|tab|line-break))\b/u;

/**
 * Finds the moves of two stories that can be tracked as moves, by the tokens of both sides. A move needs the same text
 * at both positions, in one paragraph each. Other moves are written as a deletion and an insertion.
 */
export function findMoves(alignment: Alignment, newName: () => string): Map<Token, Move> {
  const { base, revised } = alignment;
  const from = movedTokens(base.tokens, (token) => alignment.revisedOf(token.index) >= 0);
  const to = movedTokens(revised.tokens, (token) => alignment.baseOf(token.index) >= 0);
  const moves = new Map<Token, Move>();
  for (const [number, tokens] of from) {
    const others = to.get(number);
    if (!others) continue;
    const whole = wholeParagraph(tokens, (token) => alignment.revisedOf(token.index) < 0);
    const otherWhole = wholeParagraph(others, (token) => alignment.baseOf(token.index) < 0);
    const isWhole = whole !== null && otherWhole !== null && canMove(whole, otherWhole);
    const [moved, arrived] = isWhole ? [whole, otherWhole] : [tokens, others];
    if (!canMove(moved, arrived)) continue;
    const move: Move = { name: newName(), isWhole };
    for (const token of [...moved, ...arrived]) moves.set(token, move);
  }
  return moves;
}

/** Returns the tokens of each move. Leaves out moves with text that also stayed. */
function movedTokens(tokens: readonly Token[], isKept: (token: Token) => boolean): Map<number, Token[]> {
  const found = new Map<number, Token[]>();
  const kept = new Set<number>();
  for (const token of tokens) {
    if (token.move === null) continue;
    if (isKept(token)) kept.add(token.move);
    const list = found.get(token.move) ?? [];
    list.push(token);
    found.set(token.move, list);
  }
  for (const move of kept) found.delete(move);
  return found;
}

/** Returns all tokens of a moved token's paragraph, with its end. Null if any of them is kept. */
function wholeParagraph([first]: readonly Token[], isFree: (token: Token) => boolean): Token[] | null {
  if (!first) return null;
  const { tokens } = first.story;
  let [start, end] = [first.index, first.index];
  while (tokens[start - 1]?.block === first.block) start -= 1;
  while (tokens[end]?.kind !== "end" && end < tokens.length - 1) end += 1;
  const paragraph = tokens.slice(start, end + 1);
  return paragraph.every(isFree) ? paragraph : null;
}

function canMove(from: readonly Token[], to: readonly Token[]): boolean {
  const keys = (tokens: readonly Token[]): string => tokens.map(({ key }) => key).join("\n");
  return keys(from) === keys(to) && isOnePiece(from) && isOnePiece(to);
}

function isOnePiece(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  return tokens.every(
    ({ kind, key, block, wrapper, index }, at) =>
      (kind === "text" || kind === "end" || (kind === "object" && simple.test(key))) &&
      block === first?.block &&
      (wrapper === first.wrapper || kind === "end") &&
      index === first.index + at,
  );
}
