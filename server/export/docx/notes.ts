import { FootnoteReferenceRun, TextRun, type Paragraph, type XmlComponent } from "docx";
import { DocxElement, paragraphOf, type ParagraphPart } from "./element.ts";
import type { InlineRun } from "../shared/inline-runs.ts";

type Reference = Extract<InlineRun, { kind: "note" }>;

/** How a draft's footnotes stand in a Word file. */
export interface NotePlan {
  /** The number Word knows a footnote clause by; undefined for one that no text refers to, which stays in the text. */
  numberOf: ReadonlyMap<string, number>;
  /** Whether Word's own counting prints the draft's labels. */
  automatic: boolean;
}

/**
 * Numbers the footnotes in the order the text refers to them.
 *
 * Word's own numbers are used only where they are sure to print what the draft printed: every note referred to once, and
 * labelled 1, 2, 3 in order. Otherwise ("*", "3bis", a restart, Arabic digits) each note carries its label as a mark of
 * its own. A note can be referred to only from the text, not from another note: Word has none there.
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

/** The same plan with the numbers of new notes among the draft's; `order` is that of all references. */
export function withNewNotes<New>(
  { numberOf, automatic }: NotePlan,
  order: readonly ({ clause: string } | { note: New })[],
): { notes: NotePlan; newNotes: Map<New, number> } {
  const notes = new Map<string, number>();
  const newNotes = new Map<New, number>();
  for (const one of order) {
    const next = notes.size + newNotes.size + 1;
    if ("note" in one) newNotes.set(one.note, next);
    else if (numberOf.has(one.clause) && !notes.has(one.clause)) notes.set(one.clause, next);
  }
  return { notes: { numberOf: notes, automatic }, newNotes };
}

/** A reference in the text: the first to a note is Word's own; further ones, and ones to nothing, print the label. */
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
 * A note's own paragraph. docx puts Word's automatic number before it; the style "FootnoteMark" on what follows tells
 * `packDocx` to take that number out again, because a note with a mark of its own has none.
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
