import { directionOf } from "#core/text/language.ts";

/** The attributes of an element that is written in a language: two may stand side by side, each with its own direction. */
export function writtenIn(language: string): { lang: string; dir: "ltr" | "rtl" } {
  return { lang: language, dir: directionOf(language) };
}
