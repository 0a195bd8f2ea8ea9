import type { Piece } from "#core/text/segments/block.ts";
import { draftSchema } from "#core/text/schema.ts";
import type { LinePart } from "./lines.ts";
import type { PdfParagraph } from "./paragraphs.ts";

/** Paragraphs of the text, and the notes by the keys of their references. */
export interface NotedParagraphs {
  readonly body: readonly { readonly paragraph: PdfParagraph; readonly pieces: readonly Piece[] }[];
  readonly notes: ReadonlyMap<string, { readonly label: string; readonly pieces: readonly Piece[] }>;
}

/** A note's own mark, before its text. */
const mark = /^\s*(\p{Nd}{1,3}|[*†‡§]{1,3})[\s.)]*/u;

/**
 * Pairs raised marks in the text, in order, with paragraphs at the foot of pages that begin with the same mark. A mark
 * or paragraph without a partner stays as it is.
 */
export function withNotes(paragraphs: readonly PdfParagraph[]): NotedParagraphs {
  const waiting = paragraphs.flatMap((paragraph) => {
    const label = paragraph.isNote ? mark.exec(textOf(paragraph.parts))?.[1] : undefined;
    return label === undefined ? [] : [{ paragraph, label }];
  });
  const notes = new Map<string, { label: string; pieces: Piece[] }>();
  const used = new Set<PdfParagraph>();
  const body = paragraphs.map((paragraph) => ({
    paragraph,
    pieces: paragraph.isNote ? piecesOf(paragraph.parts) : paragraph.parts.flatMap(pieceOrNote),
  }));
  return { body: body.filter(({ paragraph }) => !used.has(paragraph)), notes };

  function pieceOrNote(part: LinePart): Piece[] {
    const label = part.raised ? part.text.trim() : "";
    const at = label === "" ? -1 : waiting.findIndex((waitingNote) => waitingNote.label === label);
    const [note] = at < 0 ? [] : waiting.splice(at, 1);
    if (!note) return piecesOf([part]);
    const key = `note ${String(notes.size + 1)}`;
    notes.set(key, { label, pieces: piecesOf(withoutMark(note.paragraph.parts)) });
    used.add(note.paragraph);
    return [{ kind: "note", note: key }];
  }
}

function withoutMark(parts: readonly LinePart[]): LinePart[] {
  let remaining = mark.exec(textOf(parts))?.[0].length ?? 0;
  return parts.flatMap((part) => {
    const text = part.text.slice(remaining);
    remaining = Math.max(0, remaining - part.text.length);
    return text === "" ? [] : [{ ...part, text }];
  });
}

function piecesOf(parts: readonly LinePart[]): Piece[] {
  return parts.map(({ text, raised, bold, italic }) => ({
    kind: "text",
    text,
    marks: [
      ...(italic ? [draftSchema.mark("emphasis")] : []),
      ...(bold ? [draftSchema.mark("strong")] : []),
      ...(raised ? [draftSchema.mark("superscript")] : []),
    ],
  }));
}

function textOf(parts: readonly LinePart[]): string {
  return parts.map(({ text }) => text).join("");
}
