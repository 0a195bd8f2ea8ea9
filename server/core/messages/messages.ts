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

/** The language every message is worded in; another that lacks a message borrows it from here. */
const fallback = "en";

/** All wordings, by language (a primary subtag of BCP 47). Another language is another entry of the same catalogues. */
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
 * A message in words. `language` is BCP 47; one we do not have falls back to English.
 *
 * Values of closed lists are worded under their list's name: "state-orphan", "class-verb", "problem-not-found"; notices,
 * reasons of placements and problems of proposals under their own code. A code that no catalogue has (written by a later
 * version) is given back as it is: better a code than nothing. What a message speaks of in words that are read from the
 * right is isolated in it.
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

/** A value as it stands in a sentence; ours all run from the left. */
function inDirection(value: string): string {
  return readsRightToLeft(value) ? isolate(value) : value;
}

function sentenceOf(wording: Wording, params: Params, language: string): string {
  if (typeof wording === "string") return wording;
  return wording[pluralRules(language).select(Number(params[wording.by] ?? 0))] ?? wording.other;
}

const numberFormat = perLanguage((language) => new Intl.NumberFormat(language));
const pluralRules = perLanguage((language) => new Intl.PluralRules(language));

/** Making an Intl object costs a thousand times what using it does; thousands of placements are worded on one page. */
function perLanguage<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>();
  return (language) => {
    const value = made.get(language) ?? make(language);
    made.set(language, value);
    return value;
  };
}

/** Words as they stand at the head of a line. */
export function headOf(words: string, language: string): string {
  return words.charAt(0).toLocaleUpperCase(language) + words.slice(1);
}
