import type { Request } from "express";
import { translatedLanguage, translatedLanguages } from "#core/messages/catalogues.ts";
import type { Handlers } from "../api/handler-types.ts";
import { browserLanguage } from "../middleware/browser-language.ts";
import type { Visit } from "../middleware/visitor.ts";

/**
 * Returns the language in which a page is written (a primary subtag of BCP 47): the one that the reader chose, or the
 * browser's first that has catalogues.
 */
export async function languageFor(request: Request, visit: Visit, { getMe }: Pick<Handlers, "getMe">): Promise<string> {
  const isKnown = translatedLanguages.length > 1 && visit.visitor.actor.participantId !== null;
  const chosen = isKnown ? (await getMe(visit, {})).preferences?.language : null;
  return chosen ? translatedLanguage(chosen) : browserLanguage(request);
}
