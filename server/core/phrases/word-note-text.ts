import type { WordNote } from "#core/compile/word-layout.ts";
import { wordNotes } from "#core/messages/word-notes.en.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";

const catalogues = { en: wordNotes };

/** Describes a note about a Word redline. */
export function redlineNoteText({ code, count }: WordNote, language: string): string {
  return uncheckedText({ code, params: { count } }, language, catalogues);
}

/** Describes the notes in the header of an answer. Notes that are not known are skipped. */
export function redlineNoteTexts(header: string, language: string): string[] {
  return noteTexts(header, wordNotes, language);
}

/**
 * Describes the notes in the header of an answer (core/contract/word-notes.ts) with the texts of a catalogue, which
 * skips the others.
 */
export function noteTexts(header: string, texts: Readonly<Record<string, string>>, language: string): string[] {
  return header.split(",").flatMap((item) => {
    const [code = "", ...params] = item.trim().split(";");
    const count = Number(params.find((param) => param.startsWith("count="))?.slice("count=".length) ?? 0);
    return Object.hasOwn(texts, code) ? [uncheckedText({ code, params: { count } }, language, { en: texts })] : [];
  });
}
