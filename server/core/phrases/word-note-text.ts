import type { WordNote } from "#core/compile/word-layout.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";
import { inLanguage, ownFileNotes, wordNotes } from "#core/messages/catalogues.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";

/** Describes a note about a Word redline. */
export function redlineNoteText({ code, count }: WordNote, language: string): string {
  return uncheckedText({ code, params: { count } }, language, wordNotes);
}

/** Describes the notes in the header of an answer. Notes that are not known are skipped. */
export function redlineNoteTexts(header: string, language: string): string[] {
  return noteTexts(header, language, wordNotes);
}

/**
 * Describes the notes in the header of an answer (core/contract/export-operations.ts) with the messages of areas, and skips the
 * others.
 */
function noteTexts(header: string, language: string, ...areas: readonly Catalogue<string>[]): string[] {
  return header.split(",").flatMap((item) => {
    const [code = "", ...params] = item.trim().split(";");
    const count = Number(params.find((param) => param.startsWith("count="))?.slice("count=".length) ?? 0);
    const isKnown = areas.some((area) => Object.hasOwn(inLanguage(area, language), code));
    return isKnown ? [uncheckedText({ code, params: { count } }, language, ...areas)] : [];
  });
}

/** The first area that has a note words it. */
const areas = [ownFileNotes, wordNotes] as const;

/** Describes the notes in the header of an answer. Notes that are not known are skipped. */
export function ownFileNoteTexts(header: string, language: string): string[] {
  return noteTexts(header, language, ...areas);
}
