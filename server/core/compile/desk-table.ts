import type { Compilation } from "#core/compile/compilation.ts";
import type { Decision } from "#core/outcome/decision.ts";

/** A decision as the file of the desk has it. `shownIn` is the address of a draft; `mergedWith` is the id of a comment. */
export type DeskDecision = Pick<Decision, "outcome" | "reason" | "shownIn" | "mergedWith">;

/** A comment's row in the file of the desk, besides the columns that a compilation has. */
export interface DeskRow {
  decision: DeskDecision | null;
  isReleased: boolean;
  /** Name of the person who decided. Empty without a decision. */
  decidedBy: string;
  /** Name of the person who deals with it. Empty if nobody was named. */
  assignedTo: string;
  dueOn: string;
  tags: readonly string[];
  /** See `writeDeskRevision`. */
  revision: string;
}

/** The comments of some drafts, for the Excel file of the desk. */
export interface DeskTable {
  parts: readonly { compilation: Compilation; rows: Readonly<Record<string, DeskRow>> }[];
  /** The ids of the comments, in the order of the rows. */
  order: readonly string[];
}

/** The columns that an import reads. Files may have them in any order, with others. */
export const readDeskColumns = ["id", "outcome", "reason", "shown", "merged", "revision"] as const;
export type ReadDeskColumn = (typeof readDeskColumns)[number];

/** The state of a comment when it was exported: the revision of its notes and of its released decision. */
export interface DeskRevision {
  notes: number;
  decision: number;
}

/** Writes the revisions so that no spreadsheet reads them as a number or a date: "n3d1". */
export function writeDeskRevision({ notes, decision }: DeskRevision): string {
  return `n${String(notes)}d${String(decision)}`;
}

/** Reads what `writeDeskRevision` wrote. Null for anything else. */
export function readDeskRevision(cell: string): DeskRevision | null {
  const [, notes, decision] = /^n(\d{1,9})d(\d{1,9})$/u.exec(cell) ?? [];
  return notes === undefined || decision === undefined ? null : { notes: Number(notes), decision: Number(decision) };
}
