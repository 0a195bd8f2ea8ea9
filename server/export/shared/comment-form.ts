import type { Compilation } from "#core/compile/compilation.ts";
import type { Colour } from "#core/discuss/stakeholder-group.ts";
import type { ClauseKind } from "#core/text/clause.ts";
import { type PlainExportWord, word } from "./export-phrases.ts";
import { threadViewer, type ThreadView } from "./thread-view.ts";

/** A row of the comment form used by ISO, IEC and CEN: one for each comment or proposal. */
export interface FormRow {
  /** Id of the comment. Null if sources are hidden. */
  id: string | null;
  thread: ThreadView;
  /** Citation of the clause it is about; for an orphan, of its clauses on the original version. */
  clause: string;
  /** Kind of that clause ("Paragraph/Figure/Table/Note"). Empty for a remark on the whole document and for an orphan. */
  element: ClauseKind | "";
}

/** Yields the rows of a compilation in its order: general remarks, then clause by clause, then orphans. */
export function* formRows(compilation: Compilation): Generator<FormRow, void> {
  const { general, clauses, orphans, version } = compilation;
  const view = threadViewer(compilation);
  const whole = word("export-column-general", version.language);
  for (const thread of general) yield { id: thread.id, thread: view(thread), clause: whole, element: "" };
  for (const { citation, kind, threads } of clauses) {
    for (const thread of threads) yield { id: thread.id, thread: view(thread), clause: citation, element: kind };
  }
  for (const thread of orphans) {
    yield { id: thread.id, thread: view(thread), clause: thread.origin.citations.join(", ") || whole, element: "" };
  }
}

/**
 * The columns of the comment form. First those of the ISO/IEC/CEN comment form in its order, ending with the
 * secretariat's decision, which is empty until there is one. Then further columns, so that the file is complete. A column
 * may have a colour for its text.
 */
export const formColumns: readonly (readonly [
  PlainExportWord,
  (row: FormRow) => string,
  ((row: FormRow) => Colour | undefined)?,
])[] = [
  ["export-column-number", ({ thread }) => String(thread.number)],
  ["export-column-source", ({ thread }) => shortNames(thread)],
  ["export-column-clause", ({ clause }) => clause],
  ["export-column-part", ({ element }) => element],
  ["export-column-type", ({ thread }) => thread.typeCode],
  ["export-column-comment", ({ thread }) => thread.paragraphs.join("\n\n")],
  ["export-column-change", ({ thread }) => thread.proposedChange.join("\n")],
  ["export-column-observation", ({ thread }) => thread.decision.join("\n")],
  ["export-column-words", ({ thread }) => thread.quote],
  ["export-column-kind", ({ thread }) => thread.kindName],
  ["export-column-person", ({ thread }) => thread.source.person ?? ""],
  ["export-column-group", ({ thread }) => thread.source.group?.name ?? "", ({ thread }) => thread.source.group?.colour],
  ["export-column-date", ({ thread }) => thread.createdAt],
  ["export-column-origin", ({ thread }) => thread.originDraft],
  ["export-column-place", ({ thread }) => thread.placementState],
  ["export-column-reason", ({ thread }) => thread.placementReason],
  ["export-column-positions", ({ thread }) => thread.positions.join("\n")],
  ["export-column-replies", ({ thread }) => replies(thread).join("\n\n")],
  ["export-column-standing", ({ thread }) => thread.standing],
  ["export-column-imported", ({ thread }) => thread.imported],
];

/** Number of columns of the form itself. The columns after them are additions. */
export const formOwnColumns = 8;

/** Returns the cells of the form itself for a printed table. The cell of the source also names the file of an import. */
export function printedCells(row: FormRow): string[] {
  return formColumns
    .slice(0, formOwnColumns)
    .map(([code, value]) =>
      code === "export-column-source" ? [value(row), row.thread.imported].filter(Boolean).join("\n") : value(row),
    );
}

/** Lists the organisations behind a thread. In a personal capacity, returns the person's name. */
export function shortNames({ source }: ThreadView): string {
  const { organisations, person, name } = source;
  return organisations.map(({ shortName }) => shortName).join(", ") || (person ?? name);
}

function replies(thread: ThreadView): string[] {
  return thread.replies.map(({ source, position, paragraphs }) => {
    const head = [source.name, ...(position ? [position] : [])].join(", ");
    return [`${head}:`, ...paragraphs].join("\n");
  });
}
