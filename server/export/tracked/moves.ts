import type { Alignment } from "./alignment.ts";
import type { Story, Token } from "./story.ts";

/** A move whose two positions are tracked as a move. */
export interface Move {
  /** The same for both positions. */
  readonly name: string;
  /** Whether a whole paragraph moves, with its end. */
  readonly isWhole: boolean;
}

/** Key of an object that moves like text. Others, such as pictures, are deleted and inserted. Notes move if their texts are equal. */
const simple = /^character /u;

/**
 * Finds the moves of two stories that can be tracked as moves, by the tokens of both sides. A move needs the same text
 * at both positions, in one paragraph each. The texts of its notes move too. Other moves are written as a deletion and
 * an insertion, and so is a move of tokens that belong to another move already: half a range would damage the file.
 */
export function findMoves(alignment: Alignment, newName: () => string): Map<Token, Move> {
  const moves = new Map<Token, Move>();
  const isFree = ({ story, index }: Token): boolean =>
    (story === alignment.base ? alignment.revisedOf(index) : alignment.baseOf(index)) < 0;
  const isOpen = (token: Token): boolean => isFree(token) && !moves.has(token);
  const add = (moved: readonly Token[], arrived: readonly Token[], isWhole: boolean): void => {
    const move: Move = { name: newName(), isWhole };
    for (const token of [...moved, ...arrived]) moves.set(token, move);
  };
  const to = movedTokens(alignment.revised.tokens, isFree);
  for (const [number, tokens] of movedTokens(alignment.base.tokens, isFree)) {
    const others = to.get(number);
    if (!others) continue;
    for (const stretchOf of [wholeParagraph, withNotes, (moved: readonly Token[]) => moved]) {
      const [moved, arrived] = [stretchOf(tokens), stretchOf(others)];
      if (![...moved, ...arrived].every(isOpen) || !canMove(moved, arrived)) continue;
      add(moved, arrived, stretchOf === wholeParagraph);
      for (const [index, { note }] of moved.entries()) {
        const [own, other] = [note, arrived[index]?.note].map((story) => (story ? paragraphsOf(story) : []));
        for (const [at, paragraph] of own?.entries() ?? []) add(paragraph, other?.[at] ?? [], false);
      }
      break;
    }
  }
  return moves;
}

/** Returns the tokens of a move with the notes between and directly after them. */
function withNotes(tokens: readonly Token[]): readonly Token[] {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (!first || !last) return tokens;
  const all = first.story.tokens;
  let end = last.index + 1;
  while (all[end]?.note) end += 1;
  return all.slice(first.index, end);
}

/** Returns the text of each paragraph of a note, without the ends. */
function paragraphsOf({ tokens }: Story): Token[][] {
  const paragraphs = new Map<Token["block"], Token[]>();
  for (const token of tokens) {
    if (token.kind !== "end") paragraphs.set(token.block, [...(paragraphs.get(token.block) ?? []), token]);
  }
  return [...paragraphs.values()];
}

/** Returns the tokens of each move. Leaves out moves with text that also stayed. */
function movedTokens(tokens: readonly Token[], isFree: (token: Token) => boolean): Map<number, Token[]> {
  const found = new Map<number, Token[]>();
  const kept = new Set<number>();
  for (const token of tokens) {
    if (token.move === null) continue;
    if (!isFree(token)) kept.add(token.move);
    const list = found.get(token.move) ?? [];
    list.push(token);
    found.set(token.move, list);
  }
  for (const move of kept) found.delete(move);
  return found;
}

/** Returns all tokens of a moved token's paragraph, with its end. */
function wholeParagraph([first]: readonly Token[]): readonly Token[] {
  if (!first) return [];
  const { tokens } = first.story;
  let [start, end] = [first.index, first.index];
  while (tokens[start - 1]?.block === first.block) start -= 1;
  while (tokens[end]?.kind !== "end" && end < tokens.length - 1) end += 1;
  return tokens.slice(start, end + 1);
}

function canMove(from: readonly Token[], to: readonly Token[]): boolean {
  return isSameText(from, to) && isOnePiece(from) && isOnePiece(to);
}

/** Whether two stretches have the same text, also in their notes. */
function isSameText(from: readonly Token[], to: readonly Token[]): boolean {
  if (from.length !== to.length) return false;
  return from.every((token, index) => {
    const other = to[index];
    if (token.key !== other?.key || !token.note !== !other.note) return false;
    return !token.note || !other.note || isSameNote(token.note, other.note);
  });
}

function isSameNote(base: Story, revised: Story): boolean {
  if (!isSameText(base.tokens, revised.tokens)) return false;
  return [base, revised].every((story) => paragraphsOf(story).every(isOnePiece));
}

function isOnePiece(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  return tokens.every(
    ({ kind, key, note, block, wrapper, index }, at) =>
      (kind === "text" || kind === "end" || note !== null || (kind === "object" && simple.test(key))) &&
      block === first?.block &&
      (wrapper === first.wrapper || kind === "end") &&
      index === first.index + at,
  );
}
