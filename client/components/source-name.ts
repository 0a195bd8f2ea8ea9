import type { Speaker } from "#core/discuss/speaker.ts";
import { saySource } from "#core/messages/say-source.ts";
import { interfaceLanguage } from "./messages.ts";

/** Who is named as the source: the organisation, or the person who speaks for themselves. */
export function sourceName(speaker: Speaker): string {
  return saySource(speaker, interfaceLanguage);
}
