import type { Catalogue, Params, Wording } from "#core/messages/catalogue.ts";
import { commandLine, forumFiles, start } from "#core/messages/command-line.en.ts";
import { comments } from "#core/messages/comments.en.ts";
import { comparisons, pairings } from "#core/messages/comparisons.en.ts";
import { consultations } from "#core/messages/consultations.en.ts";
import { contributions } from "#core/messages/contributions.en.ts";
import { exports } from "#core/messages/exports.en.ts";
import { fields } from "#core/messages/fields.en.ts";
import { negotiation } from "#core/messages/negotiation.en.ts";
import { notices, remarks } from "#core/messages/notices.en.ts";
import { ledger } from "#core/messages/outcomes.en.ts";
import { people, sharing } from "#core/messages/people.en.ts";
import { pictures } from "#core/messages/pictures.en.ts";
import { placements } from "#core/messages/placements.en.ts";
import { problems } from "#core/messages/problems.en.ts";
import { proposals } from "#core/messages/proposals.en.ts";
import { uptakes } from "#core/messages/uptakes.en.ts";
import { versions } from "#core/messages/versions.en.ts";
import { isolate, readsRightToLeft } from "#core/text/direction.ts";

/** The language that has every message. Other languages fall back to it. */
const fallback = "en";

/** All messages, by language (a primary subtag of BCP 47). To add a language, add an entry with the same catalogues. */
const catalogues: Readonly<Record<string, Partial<Catalogue<string>>>> = {
  en: {
    ...commandLine,
    ...comments,
    ...comparisons,
    ...contributions,
    ...consultations,
    ...exports,
    ...ledger,
    ...fields,
    ...forumFiles,
    ...negotiation,
    ...notices,
    ...pairings,
    ...people,
    ...pictures,
    ...placements,
    ...problems,
    ...proposals,
    ...remarks,
    ...sharing,
    ...start,
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
export function say(message: { code: string; params: Params }, language: string): string {
  const { code, params } = message;
  const primary = language.split("-")[0]?.toLowerCase() ?? fallback;
  const own = catalogues[primary]?.[code];
  const spoken = own === undefined ? fallback : language;
  const wording = own ?? catalogues[fallback]?.[code];
  if (wording === undefined) return code;
  return sentenceOf(wording, params, spoken).replace(/\{(?<name>\w+)\}/gu, (placeholder, name: string) => {
    const value = params[name];
    if (typeof value === "number") return numberFormat(spoken).format(value);
    return value === undefined ? placeholder : inDirection(value);
  });
}

/** Isolates a right-to-left value. All our messages run from left to right. */
function inDirection(value: string): string {
  return readsRightToLeft(value) ? isolate(value) : value;
}

function sentenceOf(wording: Wording, params: Params, language: string): string {
  if (typeof wording === "string") return wording;
  return wording[pluralRules(language).select(Number(params[wording.by] ?? 0))] ?? wording.other;
}

const numberFormat = perLanguage((language) => new Intl.NumberFormat(language));
const pluralRules = perLanguage((language) => new Intl.PluralRules(language));

/** Creating an Intl object costs a thousand times more than using it, and one page renders thousands of placements. */
function perLanguage<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>();
  return (language) => {
    const value = made.get(language) ?? make(language);
    made.set(language, value);
    return value;
  };
}

/** Capitalises the first letter of a text that starts a line. */
export function headOf(words: string, language: string): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}
