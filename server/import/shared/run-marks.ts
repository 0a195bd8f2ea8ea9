import type { Mark } from "prosemirror-model";
import { draftSchema, isSafeHref } from "#core/text/schema.ts";

/** Text appearance in a file. Undefined means not specified. */
export interface ShownRun {
  readonly italic?: boolean | undefined;
  readonly bold?: boolean | undefined;
  readonly underline?: boolean | undefined;
  readonly strike?: boolean | undefined;
  readonly vertical?: "superscript" | "subscript" | "baseline" | undefined;
}

/** Returns the marks for text with this appearance and a link to `href`. `leftOut` receives an unsafe URL. */
export function runMarks(shown: ShownRun, href: string | undefined, leftOut: (address: string) => void): Mark[] {
  const marks: Mark[] = [];
  if (href !== undefined) {
    const address = href.slice(0, 200);
    if (isSafeHref(href)) marks.push(draftSchema.mark("link", { href }));
    else leftOut(address);
  }
  if (shown.italic) marks.push(draftSchema.mark("emphasis"));
  if (shown.bold) marks.push(draftSchema.mark("strong"));
  // Links are always underlined, so an underline adds nothing there.
  if (shown.underline && href === undefined) marks.push(draftSchema.mark("underline"));
  if (shown.strike) marks.push(draftSchema.mark("strike"));
  if (shown.vertical === "superscript" || shown.vertical === "subscript") marks.push(draftSchema.mark(shown.vertical));
  return marks;
}
