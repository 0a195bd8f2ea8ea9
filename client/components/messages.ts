import type { ReactNode } from "react";
import type { Params } from "#core/messages/catalogue.ts";
import { formatMessage as formatIn, type ParamsOf } from "#core/messages/message.ts";
import { headOf, say } from "#core/messages/messages.ts";
import { richMessageIn, type WrapParts } from "../page-parts/rich-message.ts";

/** The language of the interface. A draft has its own. */
export const interfaceLanguage = "en";

/** Formats a message of a catalogue, given with its parameters by name. */
export function formatMessage<const M extends string>(message: M, params: ParamsOf<M>): string {
  return formatIn(message, params, interfaceLanguage);
}

/** Formats a message whose parameters may be elements (see `richMessageIn`). */
export function richMessage(message: string, values: Readonly<Record<string, ReactNode | WrapParts>>): ReactNode {
  return richMessageIn(interfaceLanguage, message, values);
}

/** Returns a message of a closed list by its code: word("group-academia"). */
export function word(code: string, params: Params = {}): string {
  return say({ code, params }, interfaceLanguage);
}

/** Returns the same message capitalised: "Technical community". */
export function headWord(code: string, params: Params = {}): string {
  return headOf(word(code, params), interfaceLanguage);
}
