import type { Node } from "prosemirror-model";
import { labelOf, labelsAtStart, type Label } from "#core/text/numbering.ts";

/**
 * Returns the form in which a file prints a label, for exports: "(i)" for "i)", "01." for "01". Null if it is the label
 * itself, or if a reader of the exported file would not find the same label in it. Divisions, options and paragraphs of
 * resolutions have one form.
 *
 * @param printed the label as typed, or as the file's automatic number shows it
 * @param text the text after the label
 */
export function printedForm(printed: string, label: Label, text: string): string | null {
  if (label.division !== null || label.option !== null || label.resolution !== null) return null;
  const form = printed.trim().replace(/[\s\p{Zs}]+/gu, " ");
  // A dash may be wording, and "1." before "5 participants" may be read as "1.5".
  const isUnclear = /[-–—]$/u.test(form) || (/[.．]$/u.test(form) && /^\p{N}/u.test(text));
  if (form === label.text || isUnclear) return null;
  const read = labelsAtStart(`${form}\tA`).find(({ opening }) => opening === 0);
  return read?.sure && read.label.text === label.text ? form : null;
}

/**
 * Returns a clause's label as its file printed it. A clause that got another label since then has only the label.
 */
export function printedLabel({ attrs }: Node): string | null {
  const { label, printed } = attrs as { label: string | null; printed: string | null };
  return label !== null && printed !== null && labelOf(printed).text === label ? printed : label;
}
