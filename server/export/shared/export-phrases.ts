import type { ExportWord } from "#core/messages/exports.en.ts";
import type { Params } from "#core/messages/catalogue.ts";
import { sayDate } from "#core/messages/dates.ts";
import { say } from "#core/messages/messages.ts";
import { isolate, readsRightToLeft } from "#core/text/direction.ts";

/** A word that an exported file says of itself. */
export function word(code: ExportWord, language: string, params: Params = {}): string {
  return say({ code, params }, language);
}

/** A draft by its label and date. Many labels name the date already ("Third draft (6 February 2013)"); once is enough. */
export function draftName({ label, date }: { label: string; date: string }, language: string): string {
  return label.includes(date.slice(0, 4)) ? label : `${label}, ${sayDate(date, language)}`;
}

/** Making one takes longer than a hundred lists. */
const listFormats = new Map<string, Intl.ListFormat>();

/** Values as people list them: "a, b and c". */
export function listed(values: readonly string[], language: string): string {
  const known = listFormats.get(language);
  if (known) return known.format(values);
  const format = new Intl.ListFormat(language === "en" ? "en-GB" : language, { type: "conjunction" });
  listFormats.set(language, format);
  return format.format(values);
}

/** A sentence's first letter in its large form; nothing changes in scripts that have none. */
export function sentenceCase(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1);
}

/** Words of a draft as they stand among the file's own. */
export function inSentence(text: string): string {
  return readsRightToLeft(text) ? isolate(text) : text;
}
