import { directionOf } from "#core/text/direction.ts";

const names = new Intl.DisplayNames("en", { type: "language" });

/** Returns the English name of a language (BCP 47): "Arabic". */
export function languageName(language: string): string {
  try {
    return names.of(language) ?? language;
  } catch {
    return language;
  }
}

/** Returns the attributes of an element in a language. Texts of two directions may appear side by side. */
export function writtenIn(language: string): { lang: string; dir: "ltr" | "rtl" } {
  return { lang: language, dir: directionOf(language) };
}
