import { RedlineLayout, RedlineNoteCode, type RedlineForm } from "#core/compile/redline-layout.ts";

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

/** Reads the headers of an answer. Returns null for a file that is no Word redline. Notes that are not known are skipped. */
export function readRedlineForm(valueOf: (header: string) => string | null): RedlineForm | null {
  const layout = RedlineLayout.safeParse(valueOf(redlineHeaders.layout));
  if (!layout.success) return null;
  const items = (valueOf(redlineHeaders.notes) ?? "").split(",");
  const notes = items.flatMap((item) => {
    const [name = "", ...params] = item.trim().split(";");
    const code = RedlineNoteCode.safeParse(name);
    const count = Number(params.find((param) => param.startsWith("count="))?.slice("count=".length) ?? 0);
    return code.success ? [{ code: code.data, count }] : [];
  });
  return { layout: layout.data, notes };
}
