import { colours } from "#core/compile/colours.ts";
import type { DeskRow, DeskTable } from "#core/compile/desk-table.ts";
import { dateText } from "#core/phrases/dates.ts";
import { wordIn } from "#core/phrases/message-text.ts";
import { type DecisionOutcome, decisionOutcomes } from "#core/outcome/decision.ts";
import { codesOf } from "#core/text/closed-list.ts";
import { type FormRow, formRows, shortNames } from "../shared/comment-form.ts";
import { type PlainExportWord, word } from "../shared/export-phrases.ts";
import { type Piece, Steps, threadCount } from "../shared/steps.ts";
import { bookOf, cell, headLook, packingSteps, ruled } from "./xlsx.ts";

/** A comment with its place in the text and the notes of the desk. */
interface Row extends FormRow, DeskRow {
  document: string;
  language: string;
}

/** The columns, with their widths in characters. Those marked are filled in. */
const columns: readonly (readonly [PlainExportWord, number, (row: Row) => string, "filled-in"?])[] = [
  ["export-desk-id", 14, ({ id }) => id ?? ""],
  ["export-desk-document", 16, ({ document }) => document],
  ["export-column-clause", 16, ({ clause }) => clause],
  ["export-column-source", 14, ({ thread }) => shortNames(thread)],
  ["export-column-person", 16, ({ thread }) => thread.source.person ?? ""],
  ["export-column-kind", 10, ({ thread }) => thread.kindName],
  ["export-column-words", 28, ({ thread }) => thread.quote],
  ["export-column-comment", 50, ({ thread }) => thread.paragraphs.join("\n\n")],
  ["export-column-change", 40, ({ thread }) => thread.proposedChange.join("\n")],
  ["export-column-positions", 24, ({ thread }) => thread.positions.join("\n")],
  ["export-desk-outcome", 18, ({ decision, language }) => outcomeName(decision?.outcome, language), "filled-in"],
  ["export-desk-reason", 40, ({ decision }) => decision?.reason ?? "", "filled-in"],
  ["export-desk-shown", 14, ({ decision }) => decision?.shownIn ?? "", "filled-in"],
  ["export-desk-merged", 14, ({ decision }) => decision?.mergedWith ?? "", "filled-in"],
  ["export-desk-state", 16, stateOf],
  ["export-desk-assigned", 16, ({ assignedTo }) => assignedTo],
  ["export-desk-due", 12, ({ dueOn, language }) => (dueOn === "" ? "" : dateText(dueOn, language))],
  ["export-desk-tags", 16, ({ tags }) => tags.join(", ")],
  ["export-desk-revision", 12, ({ revision }) => revision],
];

/**
 * Writes comments of the desk as an Excel file: a row for each, in which the outcome is chosen from a list and the reason
 * is filled in. A second sheet explains the columns and has the list. Every cell is text, so nothing is interpreted as a formula.
 */
export async function* deskBook({ parts, order }: DeskTable): AsyncGenerator<Piece, void> {
  const steps = new Steps(parts.reduce((sum, { compilation }) => sum + threadCount(compilation), packingSteps));
  const [first] = parts;
  const language = first?.compilation.version.language ?? "en";
  const say = (code: PlainExportWord): string => word(code, language);
  const found = new Map<string, ReturnType<typeof ruled>[]>();
  for (const { compilation, rows } of parts)
    for (const form of formRows(compilation)) {
      const own = rows[form.id ?? ""];
      if (!own || form.id === null) continue;
      const row = { ...form, ...own, document: compilation.document.shortTitle, language };
      const cells = columns.map(([, , value]) => ruled(value(row)));
      found.set(form.id, cells);
      steps.advance();
      yield steps.piece();
    }
  const lines = order.flatMap((id) => (found.has(id) ? [found.get(id) ?? []] : []));
  const heads = columns.map(([code, , , isFilledIn]) => ({
    ...ruled(say(code)),
    ...headLook,
    ...(isFilledIn && { backgroundColor: colours["note-wash"].light }),
  }));
  const outcomes = codesOf(decisionOutcomes);
  const explained = [
    ["", say("export-desk-about")],
    ["", say("export-desk-internal")],
    [say("export-desk-outcomes"), ""],
  ];
  const choices = outcomes.map((outcome) => [
    outcomeName(outcome, language),
    decisionOutcomes[outcome].needsReason ? say("export-desk-needs-reason") : "",
  ]);
  const about = [...explained, ...choices].map((values) => values.map((value) => cell(value)));
  const [sheet, aboutSheet] = [say("export-desk-sheet"), say("export-sheet-about")];
  const range = `'${aboutSheet}'!$A$${String(explained.length + 1)}:$A$${String(about.length)}`;
  yield* bookOf(
    [
      {
        ...{ data: [heads, ...lines], sheet, columns: columns.map(([, width]) => ({ width })) },
        ...{ stickyRowsCount: 1, orientation: "landscape", rightToLeft: first?.compilation.direction === "rtl" },
      },
      { data: about, sheet: aboutSheet, columns: [{ width: 24 }, { width: 90 }], orientation: "landscape" },
    ],
    steps,
    {
      ...{ name: sheet, printed: columns.length, columns: columns.length, rows: lines.length + 1, running: sheet },
      choices: { column: columns.findIndex(([code]) => code === "export-desk-outcome") + 1, range },
    },
  );
}

function outcomeName(outcome: DecisionOutcome | undefined, language: string): string {
  return outcome === undefined ? "" : wordIn(language)(`decision-${outcome}`);
}

function stateOf({ decision, isReleased, decidedBy: name, language }: Row): string {
  if (!decision) return "";
  return word(isReleased ? "export-desk-released" : "export-desk-prepared", language, { name });
}
