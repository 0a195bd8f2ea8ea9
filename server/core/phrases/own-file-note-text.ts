import type { WordNote } from "#core/compile/word-layout.ts";
import { ownFileNotes, wordNotes } from "#core/messages/catalogues.ts";
import { noteTexts } from "#core/phrases/word-note-text.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";

/** Some notes have a text of their own here. */
const areas = [ownFileNotes, wordNotes] as const;

/** Describes a note about comments and proposals in a version's own file. */
export function ownFileNoteText({ code, count }: WordNote, language: string): string {
  return uncheckedText({ code, params: { count } }, language, ...areas);
}

/** Describes the notes in the header of an answer. Notes that are not known are skipped. */
export function ownFileNoteTexts(header: string, language: string): string[] {
  return noteTexts(header, language, ...areas);
}
