import { Mark } from "prosemirror-model";
import type { Piece } from "#core/text/block.ts";

/** Blanks that mean nothing but "a blank": space, tab, line end, form feed. Not the non-breaking and thin spaces. */
const plainBlanks = /[ \t\r\n\f\v\u0085\u2028\u2029]+/gu;

/** Characters no text should hold: controls, byte order marks, halves of a pair. Old converters leave them. */
const unwanted = /[\p{Cc}\uFEFF\uFFFE\uFFFF]|\p{Cs}/gu;

/**
 * Pieces in normal form, the only form a clause's text may have:
 *
 * - NFC, across pieces too: a base letter and its accent in two runs compose in the first;
 * - runs of space, tab and line end collapse to one blank; none at either end or beside a hard break;
 * - non-breaking and thin spaces, quotes and hyphens stay as they are: the comparison knows them as variants, and a
 *   reader who searches for what the page shows must find it;
 * - neighbouring texts with equal marks are one; empty ones are gone.
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
    let text = piece.text.replace(plainBlanks, " ").replace(unwanted, "");
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

/**
 * Adds a text that is in order but for NFC. What composes with the text before it (an accent on a letter of another
 * run, a reference to a note between them or not) goes there.
 */
function append(result: Piece[], piece: Extract<Piece, { kind: "text" }>): void {
  const at = lastWord(result);
  const before = result[at];
  let rest = piece.text;
  if (before?.kind === "text") {
    // Only the last letter with its marks can take anything more.
    const tail = /\P{M}?\p{M}*$/u.exec(before.text)?.[0] ?? "";
    let composedTail = tail;
    for (const character of piece.text) {
      const composed = (composedTail + character).normalize("NFC");
      if (composed === composedTail + character) break;
      composedTail = composed;
      rest = rest.slice(character.length);
    }
    const text = before.text.slice(0, before.text.length - tail.length) + composedTail;
    result[at] = { ...before, text };
  }
  rest = rest.normalize("NFC");
  const last = result.at(-1);
  if (rest === "") return;
  if (last?.kind === "text" && Mark.sameSet(last.marks, piece.marks)) {
    result[result.length - 1] = { ...last, text: last.text + rest };
  } else result.push({ ...piece, text: rest });
}

/** The last piece that is neither reference nor marker; these have no text of their own. */
function lastWord(pieces: readonly Piece[]): number {
  return pieces.findLastIndex(({ kind }) => kind === "text" || kind === "break");
}

/** Takes the blank off the end of the last text, looking through references to notes, which have no text. */
function trimEnd(pieces: Piece[]): void {
  const at = lastWord(pieces);
  const piece = pieces[at];
  if (piece?.kind !== "text") return;
  const text = piece.text.replace(/ +$/u, "");
  if (text) {
    pieces[at] = { ...piece, text };
    return;
  }
  pieces.splice(at, 1);
  trimEnd(pieces);
}

/** Pieces without the first `count` UTF-16 code units of their text, in normal form again. */
export function dropStart(pieces: readonly Piece[], count: number): Piece[] {
  let left = count;
  const rest = pieces.flatMap((piece): Piece[] => {
    if (left <= 0 || piece.kind === "note" || piece.kind === "marker") return [piece];
    if (piece.kind === "break") {
      left -= 1;
      return [];
    }
    const taken = Math.min(left, piece.text.length);
    left -= taken;
    return taken === piece.text.length ? [] : [{ ...piece, text: piece.text.slice(taken) }];
  });
  return normalPieces(rest);
}

/** Whether every letter of the pieces carries the mark. */
export function wholly(pieces: readonly Piece[], mark: string): boolean {
  const texts = pieces.filter((piece) => piece.kind === "text" && /[\p{L}\p{N}]/u.test(piece.text));
  return (
    texts.length > 0 &&
    texts.every((piece) => piece.kind === "text" && piece.marks.some((own) => own.type.name === mark))
  );
}

/** Pieces without a mark. */
export function without(pieces: readonly Piece[], mark: string): Piece[] {
  return normalPieces(
    pieces.map((piece) =>
      piece.kind === "text" ? { ...piece, marks: piece.marks.filter((own) => own.type.name !== mark) } : piece,
    ),
  );
}
