import type { Speaker } from "#core/discuss/speaker.ts";
import { saySource } from "#core/messages/say-source.ts";
import { interfaceLanguage } from "../page-parts/messages.ts";

/** Returns the name of the source: the organisation, or the person who comments in a personal capacity. */
export function sourceName(speaker: Speaker): string {
  return saySource(speaker, interfaceLanguage);
}
