import type { InterfaceLanguage } from "#core/access/interface-language.ts";
import * as english from "./en/index.ts";

export type Catalogues = typeof english;

/** The catalogues of a language: the same areas with the same messages as in English, each a text of its own. */
type Translation<Area = Catalogues> = {
  readonly [Key in keyof Area]: Area[Key] extends string ? string : Translation<Area[Key]>;
};

/**
 * The catalogues of each language in which the interface exists, by primary subtag (BCP 47). To add a language, copy the
 * folder `en`, translate its messages, and add it here: the compiler names areas and messages that are missing.
 */
export const languages: { readonly en: Catalogues } & Readonly<Partial<Record<InterfaceLanguage, Translation>>> = {
  en: english,
};
