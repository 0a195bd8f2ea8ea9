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
