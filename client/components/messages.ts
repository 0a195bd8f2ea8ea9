import { headOf, say } from "#core/messages/messages.ts";
import type { Params } from "#core/messages/catalogue.ts";

/** The language of the interface. A draft has its own. */
export const interfaceLanguage = "en";

/** Returns a message of the catalogues, or the name of a value of a closed list: word("group-academia"). */
export function word(code: string, params: Params = {}): string {
  return say({ code, params }, interfaceLanguage);
}

/** Returns the same message capitalised: "Technical community". */
export function headWord(code: string, params: Params = {}): string {
  return headOf(word(code, params), interfaceLanguage);
}
