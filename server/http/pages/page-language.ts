import type { Request } from "express";
import type { Me } from "#core/contract/forum-operations.ts";
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
  return languageOf(request, isKnown ? await getMe(visit, {}) : null);
}

/** Returns the language of a page for a reader; null for one who is not known. */
export function languageOf(request: Request, me: Pick<Me, "preferences"> | null): string {
  const chosen = me?.preferences?.language;
  return chosen ? translatedLanguage(chosen) : browserLanguage(request);
}
