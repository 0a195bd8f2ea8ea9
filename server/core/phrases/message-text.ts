import type { Catalogue, MessageData, Params } from "#core/messages/catalogue.ts";
import { comments } from "#core/messages/comments.en.ts";
import { comparisons } from "#core/messages/comparisons.en.ts";
import { consultations } from "#core/messages/consultations.en.ts";
import { contributions } from "#core/messages/contributions.en.ts";
import { negotiation } from "#core/messages/negotiation.en.ts";
import { outcomes } from "#core/messages/outcomes.en.ts";
import { people, sharing } from "#core/messages/people.en.ts";
import { charts } from "#core/messages/charts.en.ts";
import { placements } from "#core/messages/placements.en.ts";
import { proposals } from "#core/messages/proposals.en.ts";
import { uptakes } from "#core/messages/uptakes.en.ts";
import { versions } from "#core/messages/versions.en.ts";
import { formatValues, type ParamsArgument, type ParamsOf } from "#core/phrases/format-message.ts";

/** The language that has every message. Other languages fall back to it. */
const fallback = "en";

/** Messages by language (a primary subtag of BCP 47). To add a language, add an entry with the same catalogues. */
type Catalogues = Readonly<Record<string, Partial<Catalogue<string>>>>;

/** The messages that pages and answers use. Exported files and the command line have their own. */
const english = {
  ...comments,
  ...comparisons,
  ...contributions,
  ...consultations,
  ...outcomes,
  ...negotiation,
  ...people,
  ...charts,
  ...placements,
  ...proposals,
  ...sharing,
  ...uptakes,
  ...versions,
};
export type Messages = typeof english;
export type MessageCode = keyof Messages;

const catalogues: Catalogues = { en: english };

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

/** Renders a message of another catalogue, with the same checks. */
export function messageTextFrom<Code extends string, Own extends Catalogue<Code>>(
  from: { en: Own },
  message: { code: Code; params: Readonly<ParamsOf<Own[Code]>> },
  language: string,
): string;
export function messageTextFrom(from: Catalogues, message: MessageData, language: string): string {
  return uncheckedText(message, language, from);
}

/**
 * Renders a message that arrives as data: a problem, a notice, a reason, a step of a proposal. An unknown code, which a
 * later version may have written, is returned unchanged, and a missing parameter as its name in braces.
 */
export function uncheckedText({ code, params }: MessageData, language: string, from: Catalogues = catalogues): string {
  const primary = language.split("-")[0]?.toLowerCase() ?? fallback;
  const own = from[primary]?.[code];
  const message = own ?? from[fallback]?.[code];
  if (message === undefined) return code;
  return formatValues(message, params, own === undefined ? fallback : language).join("");
}

/** Capitalises the first letter of a text that starts a line. */
export function headOf(text: string, language: string): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}
