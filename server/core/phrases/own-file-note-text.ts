import type { RedlineNote } from "#core/compile/redline-layout.ts";
import { ownFileNotes } from "#core/messages/own-file-notes.en.ts";
import { redlineNotes } from "#core/messages/redline-notes.en.ts";
import { noteTexts } from "#core/phrases/redline-note-text.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";

const texts = { ...redlineNotes, ...ownFileNotes };

/** Describes a note about comments and proposals in a version's own file. */
export function ownFileNoteText({ code, count }: RedlineNote, language: string): string {
  return uncheckedText({ code, params: { count } }, language, { en: texts });
}

/** Describes the notes in the header of an answer. Notes that are not known are skipped. */
export function ownFileNoteTexts(header: string, language: string): string[] {
  return noteTexts(header, texts, language);
}
