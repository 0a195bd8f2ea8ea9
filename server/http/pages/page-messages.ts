import type { ReactNode } from "react";
import { formatMessage as formatIn, type ParamsOf } from "#core/messages/message.ts";
import { richMessageIn, type WrapParts } from "../../../client/page-parts/rich-message.ts";

/** The language of the pages' own text. A draft has its own. */
const pageLanguage = "en";

/** Formats a message of a catalogue for a page. */
export function formatMessage<const M extends string>(message: M, params: ParamsOf<M>): string {
  return formatIn(message, params, pageLanguage);
}

/** Formats a message whose parameters may be elements. */
export function richMessage(message: string, values: Readonly<Record<string, ReactNode | WrapParts>>): ReactNode {
  return richMessageIn(pageLanguage, message, values);
}
