import { FootnoteReferenceRun, TextRun, type Paragraph, type XmlComponent } from "docx";
import { DocxElement, paragraphOf, type ParagraphPart } from "./element.ts";
import type { InlineRun } from "../shared/inline-runs.ts";

type Reference = Extract<InlineRun, { kind: "note" }>;

/** The footnotes of a draft in a Word file. */
export interface NotePlan {
  /** The Word number of each footnote clause. A footnote without a reference has none and is printed in the text. */
  numberOf: ReadonlyMap<string, number>;
  /** Whether Word's automatic numbers match the draft's labels. */
  automatic: boolean;
}

/**
 * Numbers the footnotes in the order of their references.
 *
 * Word's own numbers are used only if they reproduce the draft's labels: every note referred to once, and labelled 1,
 * 2, 3 in order. Otherwise ("*", "3bis", a restart, Arabic digits) each note has its label as a custom mark. Only the
 * text can refer to a note, because Word does not support references from another note.
 */
export function planNotes(references: readonly Reference[], footnotes: ReadonlySet<string>): NotePlan {
  const numberOf = new Map<string, number>();
  let automatic = true;
  for (const { clause, label } of references) {
    if (!footnotes.has(clause)) continue;
    if (numberOf.has(clause)) {
      automatic = false;
      continue;
    }
    numberOf.set(clause, numberOf.size + 1);
    if (label !== String(numberOf.size)) automatic = false;
  }
  return { numberOf, automatic };
}

/** Renumbers the plan with new notes among those of the draft. `order` is the order of all references. */
export function withNewNotes<New>(
  { numberOf, automatic }: NotePlan,
  order: readonly ({ clause: string } | { note: New })[],
): { notes: NotePlan; newNotes: Map<New, number> } {
  const notes = new Map<string, number>();
  const newNotes = new Map<New, number>();
  for (const reference of order) {
    const next = notes.size + newNotes.size + 1;
    if ("note" in reference) newNotes.set(reference.note, next);
    else if (numberOf.has(reference.clause) && !notes.has(reference.clause)) notes.set(reference.clause, next);
  }
  return { notes: { numberOf: notes, automatic }, newNotes };
}

/**
 * Renders a reference in the text. The first reference to a note is Word's own; later references, and references
 * without a note, print the label.
 */
export function noteReference(plan: NotePlan, reference: Reference, printed: Set<string>): ParagraphPart[] {
  const number = plan.numberOf.get(reference.clause);
  if (number === undefined || printed.has(reference.clause)) {
    return [new TextRun({ style: "FootnoteReference", text: reference.label })];
  }
  printed.add(reference.clause);
  if (plan.automatic) return [new FootnoteReferenceRun(number)];
  const mark: XmlComponent = new DocxElement("w:footnoteReference", { "w:customMarkFollows": 1, "w:id": number });
  return [new TextRun({ style: "FootnoteReference", children: [mark, reference.label] })];
}

/**
 * Builds the paragraph of a note. docx puts Word's automatic number before it. A run of the style "FootnoteMark" tells
 * `packDocx` to remove that number, because a note with a custom mark has none.
 */
export function noteParagraph(
  plan: NotePlan,
  label: string | null,
  rightToLeft: boolean,
  content: ParagraphPart[],
): Paragraph {
  const mark = plan.automatic ? [] : [new TextRun({ style: "FootnoteMark", text: label ?? "" })];
  const options = { style: "FootnoteText", ...(rightToLeft ? { bidirectional: true } : {}) };
  return paragraphOf(options, [...mark, new TextRun({ text: " " }), ...content]);
}
