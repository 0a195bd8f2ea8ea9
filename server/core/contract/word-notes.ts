import type { WordForm } from "#core/compile/word-layout.ts";

/**
 * The headers of an answer with a Word file: its layout, and the notes about it as a list of RFC 9651, such as
 * `changes-accepted;count=2, headers-not-compared`.
 */
export const wordHeaders = { layout: "Word-Layout", notes: "Word-Notes" } as const;

/** Returns the values of the headers. The notes are empty if there is none. */
export function writeWordForm({ layout, notes }: WordForm): Record<keyof typeof wordHeaders, string> {
  const items = notes.map(({ code, count }) => (count > 0 ? `${code};count=${String(count)}` : code));
  return { layout, notes: items.join(", ") };
}
