import type { Request } from "express";
import type { InterfaceLanguage } from "#core/access/interface-language.ts";
import { translatedLanguages } from "#core/messages/catalogues.ts";

/** Returns the browser's first language that has catalogues (a primary subtag of BCP 47), or English. */
export function browserLanguage(request: Request): InterfaceLanguage {
  const accepted = request.acceptsLanguages([...translatedLanguages]);
  return translatedLanguages.find((language) => language === accepted) ?? "en";
}
