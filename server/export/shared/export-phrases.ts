import { exports } from "#core/messages/catalogues.ts";
import type { Params } from "#core/messages/catalogue.ts";
import { dateText } from "#core/phrases/dates.ts";
import type { ParamsArgument, ParamsOf } from "#core/phrases/format-message.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { isolate, readsRightToLeft } from "#core/text/direction.ts";

/** Returns a generated text of an exported file. */
export function word<Code extends keyof typeof exports>(
  code: Code,
  language: string,
  ...params: ParamsArgument<(typeof exports)[Code]>
): string;
export function word(code: keyof typeof exports, language: string, params: Params = {}): string {
  return uncheckedText({ code, params }, language, exports);
}

/** The code of a text without parameters. */
export type PlainExportWord = {
  [Code in keyof typeof exports]: keyof ParamsOf<(typeof exports)[Code]> extends never ? Code : never;
}[keyof typeof exports];

/**
 * Names a draft by its label and date. Omits the date if the label already contains it ("Third draft (6 February
 * 2013)").
 */
export function draftName({ label, date }: { label: string; date: string }, language: string): string {
  return label.includes(date.slice(0, 4)) ? label : `${label}, ${dateText(date, language)}`;
}

/** Capitalises the first letter of a sentence. Has no effect in scripts without capitals. */
export function sentenceCase(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1);
}

/** Isolates right-to-left text of a draft within the file's own text. */
export function inSentence(text: string): string {
  return readsRightToLeft(text) ? isolate(text) : text;
}
