import type { Node } from "prosemirror-model";
import type { Clause } from "#core/text/clause.ts";
import type { DivisionLevel } from "#core/text/labels/division.ts";
import { follows, isFirst, isParent, type Label, labelOf, labelsAtStart } from "#core/text/labels/numbering.ts";

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

/**
 * A label that its neighbours do not lead one to expect: a skipped or repeated number, or a list that does not begin at
 * its first label.
 */
export interface UnusualLabel {
  /** Id of the clause. */
  clause: string;
  label: string;
  /** The label before it in its list; null if it is the first. */
  after: string | null;
}

/**
 * Finds labels to check before a draft is published. Among the clauses of one depth under one parent, these are usual:
 *
 * - a first label that begins a list (1, a), i), A); if it is a number with parts, it must begin below its parent:
 *   1.2.1 under 1.2;
 * - any other label that follows the one before it: 2 or 1bis after 1.
 *
 * A verb or a clause of less depth starts a new sequence. Articles are numbered through parts and chapters: an article
 * follows the one before it wherever that is. Options have their own sequence, and those of several clauses may follow
 * one another. Footnotes and cells have their own numbering and are left out.
 */
export function unusualLabels(clauses: readonly Clause[]): UnusualLabel[] {
  const unusual: UnusualLabel[] = [];
  let last: (Label | undefined)[] = [];
  let options: (Label | undefined)[] = [];
  const divisions = new Map<DivisionLevel, Label>();
  for (const { id, kind, label: printed, depth } of clauses) {
    if (kind === "footnote" || kind === "cell") continue;
    if (kind === "verb") [last, options] = [[], []];
    last.length = Math.min(last.length, depth + 1);
    options.length = Math.min(options.length, depth + 1);
    if (printed === null) continue;
    const label = labelOf(printed);
    const { division, option } = label;
    const sequence = option === null ? last : options;
    const before = division ? divisions.get(division) : sequence[depth];
    const mayBegin = before === undefined || division !== null || option !== null;
    const usual = (before !== undefined && follows(before, label)) || (mayBegin && beginsUnder(last, label));
    if (!usual && !isUnnumbered(label)) unusual.push({ clause: id, label: printed, after: before?.text ?? null });
    sequence[depth] = label;
    if (division) divisions.set(division, label);
  }
  return unusual;
}

function isUnnumbered({ option, readings }: Label): boolean {
  return option !== null && readings.length === 0;
}

function beginsUnder(above: readonly (Label | undefined)[], label: Label): boolean {
  if (!isFirst(label)) return false;
  return label.path.length < 2 || above.some((parent) => parent !== undefined && isParent(parent, label));
}
