import { createElement, Fragment, type ReactNode } from "react";
import { interfaceLanguage } from "#core/messages/catalogues.ts";
import type { Catalogue, MessageData } from "#core/messages/catalogue.ts";
import {
  formatMessage as formatIn,
  formatValues,
  type ParamsArgument,
  type ParamsOf,
} from "#core/phrases/format-message.ts";
import { commaText as commasIn, listText as listIn } from "#core/phrases/list-text.ts";
import {
  headOf,
  type MessageCode,
  type Messages,
  uncheckedText,
  type Word,
  wordIn,
} from "#core/phrases/message-text.ts";
import { directionOf } from "#core/text/direction.ts";

/** Formats a message of a catalogue, given with its parameters by name. */
export function formatMessage<const M extends string>(message: M, params: ParamsOf<M>): string {
  return formatIn(message, params, interfaceLanguage());
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
  return createElement(Fragment, null, ...(formatValues(message, values, interfaceLanguage()) as ReactNode[]));
}

/** Returns a message of a closed list by its code: word("kind-comment"). */
export const word: Word = (code, ...params) => wordIn(interfaceLanguage())(code, ...params);

/** Returns the same message capitalised: "Technical community". */
export function headWord<Code extends MessageCode>(
  ...message: [code: Code, ...params: ParamsArgument<Messages[Code]>]
): string {
  return headOf(word(...message), interfaceLanguage());
}

/** Renders a message of the given areas that arrives as data: a reason or a problem. */
export function uncheckedWord(message: MessageData, ...areas: [Area, ...Area[]]): string {
  return uncheckedText(message, interfaceLanguage(), ...areas);
}
type Area = Partial<Catalogue<string>>;

/** Returns the same message capitalised. */
export function uncheckedHead(message: MessageData, ...areas: [Area, ...Area[]]): string {
  return headOf(uncheckedWord(message, ...areas), interfaceLanguage());
}

/** Joins values as a sentence names them: "a, b and c". */
export function listText(values: readonly string[]): string {
  return listIn(values, interfaceLanguage());
}

/** Joins values as the language does before the last one: "a, b, c". Leaves out empty values and `false`. */
export function commaText(values: readonly (string | false)[]): string {
  return commasIn(values, interfaceLanguage());
}

/** The attributes of a part in the language of the interface, inside a text that has its own. */
export function inInterface(): { lang: string; dir: "ltr" | "rtl" } {
  return { lang: interfaceLanguage(), dir: directionOf(interfaceLanguage()) };
}
