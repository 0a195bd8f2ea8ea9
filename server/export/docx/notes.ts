import { FootnoteReferenceRun, TextRun, type Paragraph, type XmlComponent } from "docx";
import { DocxElement, paragraphOf, type ParagraphPart } from "./element.ts";
import type { NotePlan } from "../tracked/note-plan.ts";
import type { InlineRun } from "../shared/inline-runs.ts";

type Reference = Extract<InlineRun, { kind: "note" }>;

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
