import { languages } from "#core/messages/languages.ts";
import { disguiseMessage } from "./disguise-message.mjs";

/** Returns the messages of a made-up language: accented, a third longer, and without a letter of the English ones. */
export function madeUpLanguage(): typeof languages.en {
  return disguised(languages.en) as typeof languages.en;
}

/** Disguises a message, or an object of messages. */
function disguised(value: unknown): unknown {
  if (typeof value === "string") return disguiseMessage(value);
  if (typeof value !== "object" || value === null) throw new Error(`A catalogue holds ${typeof value}, not messages.`);
  return Object.fromEntries(Object.entries(value).map(([key, message]) => [key, disguised(message)]));
}
