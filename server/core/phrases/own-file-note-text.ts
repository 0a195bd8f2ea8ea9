import { ownFileNotes, wordNotes } from "#core/messages/catalogues.ts";
import { noteTexts } from "#core/phrases/word-note-text.ts";

/** The first area that has a note words it. */
const areas = [ownFileNotes, wordNotes] as const;

/** Describes the notes in the header of an answer. Notes that are not known are skipped. */
export function ownFileNoteTexts(header: string, language: string): string[] {
  return noteTexts(header, language, ...areas);
}
