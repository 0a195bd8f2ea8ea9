import * as z from "zod";

/**
 * A language of the interface, as forums and people have stored it. It is not in forum.ts, so that pages that choose one
 * do not load the schema of the forum.
 */
export const InterfaceLanguage = z.enum(["ar", "zh", "en", "fr", "ru", "es"]);
type InterfaceLanguage = z.infer<typeof InterfaceLanguage>;

/** The languages that have catalogues in `core/messages`. Nothing is translated into the others. */
export const translatedLanguages: readonly InterfaceLanguage[] = ["en"];

/** Returns the languages to choose from: the translated ones that are allowed. Empty if fewer than two leave no choice. */
export function languageChoices(
  allowed: readonly string[] = translatedLanguages,
  translated: readonly InterfaceLanguage[] = translatedLanguages,
): InterfaceLanguage[] {
  const choices = translated.filter((language) => allowed.includes(language));
  return choices.length > 1 ? choices : [];
}
