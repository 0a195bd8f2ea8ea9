import type { InterfaceLanguage } from "#core/access/interface-language.ts";
import { translatedLanguages } from "#core/messages/catalogues.ts";

/** Returns the languages to choose from: the translated ones that are allowed. Empty if fewer than two leave no choice. */
export function languageChoices(
  allowed: readonly string[] = translatedLanguages,
  translated: readonly InterfaceLanguage[] = translatedLanguages,
): InterfaceLanguage[] {
  const choices = translated.filter((language) => allowed.includes(language));
  return choices.length > 1 ? choices : [];
}
