import type { Mark } from "prosemirror-model";
import { draftSchema, isSafeHref } from "#core/text/schema.ts";

/** How a file shows words; undefined where nothing says anything. */
export interface ShownRun {
  readonly italic?: boolean | undefined;
  readonly bold?: boolean | undefined;
  readonly underline?: boolean | undefined;
  readonly strike?: boolean | undefined;
  readonly vertical?: "superscript" | "subscript" | "baseline" | undefined;
}

/** The marks of words that are shown so, and lead where `href` says; `leftOut` hears of an address that is not safe to follow. */
export function runMarks(shown: ShownRun, href: string | undefined, leftOut: (address: string) => void): Mark[] {
  const marks: Mark[] = [];
  if (href !== undefined) {
    const address = href.slice(0, 200);
    if (isSafeHref(href)) marks.push(draftSchema.mark("link", { href }));
    else leftOut(address);
  }
  if (shown.italic) marks.push(draftSchema.mark("emphasis"));
  if (shown.bold) marks.push(draftSchema.mark("strong"));
  // A link is drawn underlined; the line says nothing of its own there.
  if (shown.underline && href === undefined) marks.push(draftSchema.mark("underline"));
  if (shown.strike) marks.push(draftSchema.mark("strike"));
  if (shown.vertical === "superscript" || shown.vertical === "subscript") marks.push(draftSchema.mark(shown.vertical));
  return marks;
}
