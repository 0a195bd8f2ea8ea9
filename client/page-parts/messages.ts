import { createElement, Fragment, type ReactNode } from "react";
import type { MessageData } from "#core/messages/catalogue.ts";
import {
  formatMessage as formatIn,
  formatValues,
  type ParamsArgument,
  type ParamsOf,
} from "#core/phrases/format-message.ts";
import { headOf, type MessageCode, type Messages, uncheckedText, wordIn } from "#core/phrases/message-text.ts";

/** The language of the interface. A draft has its own. */
export const interfaceLanguage = "en";

/** Formats a message of a catalogue, given with its parameters by name. */
export function formatMessage<const M extends string>(message: M, params: ParamsOf<M>): string {
  return formatIn(message, params, interfaceLanguage);
}

/** Renders the parts of a message inside a tag. */
type WrapParts = (parts: ReactNode[]) => ReactNode;

/** The names of the tags in a message. */
type TagsOf<M extends string> = M extends `${string}</${infer Tag}>${infer Rest}` ? Tag | TagsOf<Rest> : never;

/** The parameters of a message, which may be elements, and a function for each of its tags. */
type RichParamsOf<M extends string> = ParamsOf<M, ReactNode> & Record<TagsOf<M>, WrapParts>;

/**
 * Formats a message whose parameters may be elements, for example a link or a name with its own language. A tag in the
 * message ("<link>Sign in</link> to comment") is rendered by the function given under its name.
 */
export function richMessage<const M extends string>(message: M, values: Readonly<RichParamsOf<M>>): ReactNode {
  return createElement(Fragment, null, ...(formatValues(message, values, interfaceLanguage) as ReactNode[]));
}

/** Returns a message of a closed list by its code: word("kind-comment"). */
export const word = wordIn(interfaceLanguage);

/** Returns the same message capitalised: "Technical community". */
export function headWord<Code extends MessageCode>(
  ...message: [code: Code, ...params: ParamsArgument<Messages[Code]>]
): string {
  return headOf(word(...message), interfaceLanguage);
}

/** Renders a message that arrives as data, capitalised: a reason or a problem. */
export function uncheckedHead(message: MessageData): string {
  return headOf(uncheckedText(message, interfaceLanguage), interfaceLanguage);
}
