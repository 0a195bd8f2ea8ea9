import type { RedlineNote } from "#core/compile/redline-layout.ts";
import { redlineNotes } from "#core/messages/redline-notes.en.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";

const catalogues = { en: redlineNotes };

/** Describes a note about a Word redline. */
export function redlineNoteText({ code, count }: RedlineNote, language: string): string {
  return uncheckedText({ code, params: { count } }, language, catalogues);
}

/** Describes the notes in the header of an answer (core/contract/redline-notes.ts). Notes that are not known are skipped. */
export function redlineNoteTexts(header: string, language: string): string[] {
  return header.split(",").flatMap((item) => {
    const [code = "", ...params] = item.trim().split(";");
    const count = Number(params.find((param) => param.startsWith("count="))?.slice("count=".length) ?? 0);
    return Object.hasOwn(redlineNotes, code) ? [uncheckedText({ code, params: { count } }, language, catalogues)] : [];
  });
}
