import { headOf, say } from "#core/messages/messages.ts";
import type { Params } from "#core/messages/catalogue.ts";

/** The language of the interface; a draft has its own. */
export const interfaceLanguage = "en";

/** A message of the catalogues, or a value of a closed list under its list's name: word("group-academia"). */
export function word(code: string, params: Params = {}): string {
  return say({ code, params }, interfaceLanguage);
}

/** The same at the head of a line: "Technical community". */
export function headWord(code: string, params: Params = {}): string {
  return headOf(word(code, params), interfaceLanguage);
}
