import type { RedlineForm } from "#core/compile/redline-layout.ts";

/**
 * The headers of an answer with a Word redline: its layout, and the notes about it as a list of RFC 9651, such as
 * `changes-accepted;count=2, headers-not-compared`.
 */
export const redlineHeaders = { layout: "Redline-Layout", notes: "Redline-Notes" } as const;

/** Returns the values of the headers. The notes are empty if there is none. */
export function writeRedlineForm({ layout, notes }: RedlineForm): Record<keyof typeof redlineHeaders, string> {
  const items = notes.map(({ code, count }) => (count > 0 ? `${code};count=${String(count)}` : code));
  return { layout, notes: items.join(", ") };
}
