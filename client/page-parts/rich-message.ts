import { createElement, Fragment, type ReactNode } from "react";
import { formatValues } from "#core/messages/message.ts";

/** Renders the parts of a message inside a tag. */
export type WrapParts = (parts: ReactNode[]) => ReactNode;

/**
 * Formats a message whose parameters may be elements, for example a link or a name with its own language. A tag in the
 * message ("<link>Sign in</link> to comment") is rendered by the function given under its name.
 */
export function richMessageIn(
  language: string,
  message: string,
  values: Readonly<Record<string, ReactNode | WrapParts>>,
): ReactNode {
  return createElement(Fragment, null, ...(formatValues(message, values, language) as ReactNode[]));
}
