import type { InterfaceLanguage } from "#core/access/interface-language.ts";

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
