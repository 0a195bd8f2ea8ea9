import type { Catalogue, MessageData, Params } from "#core/messages/catalogue.ts";
import { inLanguage, translatedLanguage } from "#core/messages/catalogues.ts";
import { formatValues, type ParamsArgument, type ParamsOf } from "#core/phrases/format-message.ts";
import { sharedMessages } from "#core/phrases/shared-messages.ts";

type Merged<Areas> = Areas extends readonly [infer First, ...infer Rest] ? First & Merged<Rest> : unknown;
export type Messages = Merged<typeof sharedMessages>;
export type MessageCode = keyof Messages;

/**
 * Renders a message whose code is in the program text. The compiler checks the code and the parameters. `language` is
 * BCP 47. An unsupported language falls back to English.
 *
 * Values of closed lists have their list's name as a prefix: "state-orphan", "class-verb", "kind-comment".
 */
export const messageText = uncheckedText as <Code extends MessageCode>(
  message: { code: Code; params: Readonly<ParamsOf<Messages[Code]>> },
  language: string,
) => string;

/** Renders a message by its code. It may omit the parameters if the message has none. */
export type Word = <Code extends MessageCode>(code: Code, ...params: ParamsArgument<Messages[Code]>) => string;

/** Returns the function that renders messages in a language, for code that needs many. */
export function wordIn(language: string): Word {
  const word = (code: string, params: Params = {}): string => uncheckedText({ code, params }, language);
  return word as Word;
}

/** Renders a message of another area, with the same checks. */
export function messageTextFrom<Code extends string, Area extends Catalogue<Code>>(
  area: Area,
  message: { code: Code; params: Readonly<ParamsOf<Area[Code]>> },
  language: string,
): string;
export function messageTextFrom(area: Catalogue<string>, message: MessageData, language: string): string {
  return uncheckedText(message, language, area);
}

/**
 * Renders a message that arrives as data: a problem, a notice, a reason, a step of a proposal. It is looked up in the
 * given areas. An unknown code, which a later version may have written, is returned unchanged, and a missing parameter as
 * its name in braces.
 */
export function uncheckedText(
  { code, params }: MessageData,
  language: string,
  ...areas: readonly Partial<Catalogue<string>>[]
): string {
  for (const area of areas.length > 0 ? areas : sharedMessages) {
    const message = (inLanguage(area, language) as Partial<Catalogue<string>>)[code];
    if (message !== undefined) return formatValues(message, params, translatedLanguage(language)).join("");
  }
  return code;
}

/** Capitalises the first letter of a text that starts a line. */
export function headOf(text: string, language: string): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
