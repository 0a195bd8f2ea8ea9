import { Mark } from "prosemirror-model";
import type { Piece } from "#core/text/segments/block.ts";
import { streamSafe } from "#core/text/stream-safe.ts";
import { withoutUnwanted } from "#core/text/unwanted-characters.ts";

/** Whitespace that only means a space: space, tab, line end, form feed. Not the non-breaking and thin spaces. */
const plainBlanks = /[ \t\r\n\f\v\u0085\u2028\u2029]+/gu;

/**
 * Converts pieces to normal form, the only form allowed for a clause's text:
 *
 * - NFC, even across pieces: if a base letter and its accent are in two runs, the composed letter is in the first;
 * - runs of spaces, tabs and line ends become one space, with none at either end or beside a hard break;
 * - non-breaking and thin spaces, quotes and hyphens do not change: the comparison treats them as variants, and a
 *   search for the text on the page must find it;
 * - neighbouring texts with equal marks are joined, and empty ones are removed.
 */
export function normalPieces(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let atBlank = true;
  for (const piece of pieces) {
    if (piece.kind === "break") {
      trimEnd(result);
      const before = result[lastWord(result)];
      if (before && before.kind !== "break") result.push(piece);
      atBlank = true;
      continue;
    }
    if (piece.kind === "note" || piece.kind === "marker") {
      result.push(piece);
      continue;
    }
    let text = streamSafe(withoutUnwanted(piece.text.replace(plainBlanks, " "))).replace(/ {2,}/gu, " ");
    if (atBlank && text.startsWith(" ")) text = text.slice(1);
    if (text === "") continue;
    atBlank = text.endsWith(" ");
    append(result, { ...piece, text });
  }
  trimEnd(result);
  for (let at = lastWord(result); result[at]?.kind === "break"; at = lastWord(result)) {
    result.splice(at, 1);
    trimEnd(result);
  }
  return result;
}

/** Characters at the end of a text in which its last letter is looked for. No letter has as many marks. */
const longestTail = 64;

/**
 * Adds a text that is normal except for NFC. Characters that compose with the text before it, such as an accent on a
 * letter of another run, are added to that text. A note reference in between makes no difference.
 */
function append(result: Piece[], piece: Extract<Piece, { kind: "text" }>): void {
  const at = lastWord(result);
  const before = result[at];
  let rest = piece.text;
  if (before?.kind === "text") {
    // Only the last letter with its marks can compose with more.
    const tail = /\P{M}\p{M}*$|^\p{M}+$/u.exec(before.text.slice(-longestTail))?.[0] ?? "";
    let composedTail = tail;
    for (const character of piece.text) {
      const composed = (composedTail + character).normalize("NFC");
      if (composed === composedTail + character) break;
      composedTail = composed;
      rest = rest.slice(character.length);
    }
    if (composedTail !== tail) {
      const text = before.text.slice(0, before.text.length - tail.length) + composedTail;
      result[at] = { ...before, text };
    }
  }
  rest = rest.normalize("NFC");
  const last = result.at(-1);
  if (rest === "") return;
  if (last?.kind === "text" && Mark.sameSet(last.marks, piece.marks)) {
    result[result.length - 1] = { ...last, text: last.text + rest };
  } else result.push({ ...piece, text: rest });
}

/** Finds the last piece that is neither a reference nor a marker, because those have no text. */
function lastWord(pieces: readonly Piece[]): number {
  return pieces.findLastIndex(({ kind }) => kind === "text" || kind === "break");
}

/** Removes the space at the end of the last text. Note references after it are ignored because they have no text. */
function trimEnd(pieces: Piece[]): void {
  const at = lastWord(pieces);
  const piece = pieces[at];
  if (piece?.kind !== "text") return;
  const text = piece.text.replace(/(?<! ) +$/u, "");
  if (text) {
    pieces[at] = { ...piece, text };
    return;
  }
  pieces.splice(at, 1);
  trimEnd(pieces);
}

/** Removes the first `count` UTF-16 code units of the pieces' text and restores normal form. */
export function dropStart(pieces: readonly Piece[], count: number): Piece[] {
  return dropRange(pieces, 0, count);
}

/** Removes a range of the pieces' text, in UTF-16 code units with an exclusive end, and restores normal form. */
export function dropRange(pieces: readonly Piece[], start: number, end: number): Piece[] {
  let offset = 0;
  const rest = pieces.flatMap((piece): Piece[] => {
    if (piece.kind === "note" || piece.kind === "marker") return [piece];
    const from = offset;
    offset += piece.kind === "break" ? 1 : piece.text.length;
    if (start >= offset || end <= from) return [piece];
    if (piece.kind === "break") return [];
    const text = piece.text.slice(0, Math.max(0, start - from)) + piece.text.slice(end - from);
    return text === "" ? [] : [{ ...piece, text }];
  });
  return normalPieces(rest);
}

/** Whether every letter and digit of the pieces has the mark. Pictures and other objects have no letters of their own. */
export function wholly(pieces: readonly Piece[], mark: string): boolean {
  const texts = pieces.filter((piece) => hasLetters(piece) && !isDrawn(piece));
  return texts.length > 0 && texts.every((piece) => hasMark(piece, mark));
}

/** Whether the pieces are pictures or other objects, and nothing else that is read. */
export function whollyDrawn(pieces: readonly Piece[]): boolean {
  const texts = pieces.filter(hasLetters);
  return texts.length > 0 && texts.every(isDrawn);
}

function hasLetters(piece: Piece): boolean {
  return piece.kind === "text" && /[\p{L}\p{N}]/u.test(piece.text);
}

function hasMark(piece: Piece, mark: string): boolean {
  return piece.kind === "text" && piece.marks.some((present) => present.type.name === mark);
}

/** An equation is text of the sentence around it, and not drawn. */
function isDrawn(piece: Piece): boolean {
  return (
    piece.kind === "text" &&
    piece.marks.some(({ type, attrs }) => type.name === "object" && attrs["kind"] !== "equation")
  );
}

/** Removes a mark from the pieces. */
export function without(pieces: readonly Piece[], mark: string): Piece[] {
  return normalPieces(
    pieces.map((piece) =>
      piece.kind === "text" ? { ...piece, marks: piece.marks.filter((present) => present.type.name !== mark) } : piece,
    ),
  );
}
