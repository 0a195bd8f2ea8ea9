import { createElement, Fragment, type ReactNode } from "react";
import type { Params } from "#core/messages/catalogue.ts";
import { formatMessage as formatIn, formatValues, type ParamsOf } from "#core/messages/message.ts";
import { headOf, messageText } from "#core/messages/messages.ts";

/** The language of the interface. A draft has its own. */
export const interfaceLanguage = "en";

/** Formats a message of a catalogue, given with its parameters by name. */
export function formatMessage<const M extends string>(message: M, params: ParamsOf<M>): string {
  return formatIn(message, params, interfaceLanguage);
}

/** Renders the parts of a message inside a tag. */
type WrapParts = (parts: ReactNode[]) => ReactNode;

/**
 * Formats a message whose parameters may be elements, for example a link or a name with its own language. A tag in the
 * message ("<link>Sign in</link> to comment") is rendered by the function given under its name.
 */
export function richMessage(message: string, values: Readonly<Record<string, ReactNode | WrapParts>>): ReactNode {
  return createElement(Fragment, null, ...(formatValues(message, values, interfaceLanguage) as ReactNode[]));
}

/** Returns a message of a closed list by its code: word("group-academia"). */
export function word(code: string, params: Params = {}): string {
  return messageText({ code, params }, interfaceLanguage);
}

/** Returns the same message capitalised: "Technical community". */
export function headWord(code: string, params: Params = {}): string {
  return headOf(word(code, params), interfaceLanguage);
}
