import type { RedlineNote } from "#core/compile/redline-layout.ts";
import { redlineNotes } from "#core/messages/redline-notes.en.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";

const catalogues = { en: redlineNotes };

/** Describes a note about a Word redline. */
export function redlineNoteText({ code, count }: RedlineNote, language: string): string {
  return uncheckedText({ code, params: { count } }, language, catalogues);
}
