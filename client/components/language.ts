import { directionOf } from "#core/text/direction.ts";

const names = new Intl.DisplayNames("en", { type: "language" });

/** A language (BCP 47) by its English name: "Arabic". */
export function languageName(language: string): string {
  try {
    return names.of(language) ?? language;
  } catch {
    return language;
  }
}

/** The attributes of an element that is written in a language: two may stand side by side, each with its own direction. */
export function writtenIn(language: string): { lang: string; dir: "ltr" | "rtl" } {
  return { lang: language, dir: directionOf(language) };
}
