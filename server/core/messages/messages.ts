import type { Catalogue, Params } from "#core/messages/catalogue.ts";
import { comments } from "#core/messages/comments.en.ts";
import { comparisons } from "#core/messages/comparisons.en.ts";
import { consultations } from "#core/messages/consultations.en.ts";
import { contributions } from "#core/messages/contributions.en.ts";
import { fields } from "#core/messages/fields.en.ts";
import { negotiation } from "#core/messages/negotiation.en.ts";
import { outcomes } from "#core/messages/outcomes.en.ts";
import { pageTitles } from "#core/messages/pages.en.ts";
import { people, sharing } from "#core/messages/people.en.ts";
import { charts } from "#core/messages/charts.en.ts";
import { placements } from "#core/messages/placements.en.ts";
import { problems } from "#core/messages/problems.en.ts";
import { proposals } from "#core/messages/proposals.en.ts";
import { uptakes } from "#core/messages/uptakes.en.ts";
import { versions } from "#core/messages/versions.en.ts";
import { formatValues } from "#core/messages/message.ts";

/** The language that has every message. Other languages fall back to it. */
const fallback = "en";

/** Messages by language (a primary subtag of BCP 47). To add a language, add an entry with the same catalogues. */
type Catalogues = Readonly<Record<string, Partial<Catalogue<string>>>>;

/** The messages that pages and answers use. Exported files and the command line have their own. */
const catalogues: Catalogues = {
  en: {
    ...comments,
    ...comparisons,
    ...contributions,
    ...consultations,
    ...outcomes,
    ...fields,
    ...negotiation,
    ...pageTitles,
    ...people,
    ...charts,
    ...placements,
    ...problems,
    ...proposals,
    ...sharing,
    ...uptakes,
    ...versions,
  },
};

/**
 * Renders a message. `language` is BCP 47. An unsupported language falls back to English.
 *
 * Values of closed lists have their list's name as a prefix: "state-orphan", "class-verb", "problem-not-found".
 * Notices, placement reasons and proposal problems have their own code. An unknown code, which a later version may have
 * written, is returned unchanged. Parameters in right-to-left text are isolated within the message.
 */
export function messageText(message: { code: string; params: Params }, language: string): string {
  return messageTextFrom(catalogues, message, language);
}

/** Renders a message of other catalogues in the same way. */
export function messageTextFrom(
  from: Catalogues,
  { code, params }: { code: string; params: Params },
  language: string,
): string {
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
