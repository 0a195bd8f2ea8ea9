import type {
  Compilation,
  CompiledDisposition,
  CompiledReply,
  CompiledThread,
  Origin,
  Wording,
} from "#core/compile/compilation.ts";
import type { CommentType, Standing } from "#core/discuss/annotation.ts";
import type { ExportWord } from "#core/messages/exports.en.ts";
import { say } from "#core/messages/messages.ts";
import type { Placement } from "#core/place/placement.ts";
import type { ClauseKind } from "#core/text/clause-kind.ts";
import { draftName, word } from "./export-phrases.ts";
import {
  dispositionLines,
  placementReason,
  positionLines,
  replyPosition,
  sourceName,
  spokenParagraphs,
  type ThreadWording,
} from "./thread-phrases.ts";

/** A row of the comment form used by ISO, IEC and CEN: one for each comment or proposal. */
interface CommentRow {
  number: number;
  /**
   * Short names of all the organisations behind it, joined by ", ". In a personal capacity, the person's name. Null if
   * the source is not shown.
   */
  source: string | null;
  /**
   * Citation of the clause it is about; for an orphan, of its clauses on the original version. Null for a remark on the
   * whole document ("General").
   */
  clause: string | null;
  /** Kind of that clause ("Paragraph/Figure/Table/Note"). Null for a remark on the whole document and for an orphan. */
  element: ClauseKind | null;
  /** Rendered as ge, te or ed: `say({ code: "type-code-" + type })`. */
  type: CommentType;
  /** The comment or justification. Null if it may not be shown. */
  comment: string | null;
  /** The text it is about, as it was on the original version. Empty if the targets are whole clauses. */
  quote: string;
  /** One entry for each step of the proposal. Empty for a comment. */
  proposedChange: Wording[];
  /** The secretariat's observation. Null if nothing was decided. */
  disposition: CompiledDisposition | null;
  standing: Standing;
  standingReason: string | null;
  /** ISO 8601, UTC. */
  createdAt: string;
  placement: Pick<Placement, "state" | "score" | "reason">;
  origin: Origin;
  replies: CompiledReply[];
}

/** Returns the rows of a compilation in its order: general remarks, then clause by clause, then orphans. */
export function commentRows(compilation: Compilation): CommentRow[] {
  return [
    ...compilation.general.map((thread) => row(thread, null, null)),
    ...compilation.clauses.flatMap(({ citation, kind, threads }) =>
      threads.map((thread) => row(thread, citation, kind)),
    ),
    ...compilation.orphans.map((thread) => row(thread, thread.origin.citations.join(", ") || null, null)),
  ];
}

function row(thread: CompiledThread, clause: string | null, element: ClauseKind | null): CommentRow {
  const { source } = thread;
  return {
    number: thread.number,
    source: source && (source.organisations.map(({ shortName }) => shortName).join(", ") || source.name),
    clause,
    element,
    type: thread.type,
    comment: thread.text,
    quote: thread.origin.quotes.join(" […] "),
    proposedChange: thread.proposedChange,
    disposition: thread.disposition,
    standing: thread.standing,
    standingReason: thread.standingReason,
    createdAt: thread.createdAt,
    placement: thread.placement,
    origin: thread.origin,
    replies: thread.replies,
  };
}

/** The data of a row: the form's own row, and its thread for columns that the form does not have. */
export interface FormEntry {
  row: CommentRow;
  thread: CompiledThread;
}

/**
 * The columns of the comment form. First those of the ISO/IEC/CEN comment form in its order, ending with the
 * secretariat's decision, which is empty until there is one. Then further columns, so that the file is complete.
 */
export const formColumns: readonly (readonly [ExportWord, (entry: FormEntry, wording: ThreadWording) => string])[] = [
  ["export-column-number", ({ row }) => String(row.number)],
  ["export-column-source", ({ row }, wording) => row.source ?? sourceName(null, wording)],
  ["export-column-clause", ({ row }, { language }) => row.clause ?? word("export-column-general", language)],
  ["export-column-part", ({ row }) => row.element ?? ""],
  ["export-column-type", ({ row }, { language }) => spoken(`type-code-${row.type}`, language)],
  ["export-column-comment", ({ thread }, wording) => spokenParagraphs(thread, wording).join("\n\n")],
  ["export-column-change", ({ row }, { language }) => row.proposedChange.map((step) => say(step, language)).join("\n")],
  ["export-column-observation", ({ thread }, wording) => dispositionLines(thread, wording).join("\n")],
  ["export-column-words", ({ row }) => row.quote],
  ["export-column-kind", ({ thread }, { language }) => spoken(`kind-${thread.kind}`, language)],
  ["export-column-person", ({ thread }) => thread.source?.name ?? ""],
  [
    "export-column-group",
    ({ thread }, { language }) => (thread.source ? spoken(`group-${thread.source.group}`, language) : ""),
  ],
  ["export-column-date", ({ row }) => row.createdAt],
  ["export-column-origin", ({ row }, { language }) => draftName(row.origin, language)],
  ["export-column-place", ({ row }, { language }) => spoken(`state-${row.placement.state}`, language)],
  ["export-column-reason", ({ thread }, wording) => placementReason(thread, wording)],
  ["export-column-positions", ({ thread }, wording) => positionLines(thread, wording).join("\n")],
  ["export-column-replies", ({ thread }, wording) => replies(thread, wording).join("\n\n")],
  ["export-column-standing", ({ row }, { language }) => spoken(`standing-${row.standing}`, language)],
];

/** Number of columns of the form itself. The columns after them are additions. */
export const formOwnColumns = 8;

/** Returns the rows of the form in the compilation's order, each with its thread. */
export function formEntries(compilation: Compilation): FormEntry[] {
  const threads = [
    ...compilation.general,
    ...compilation.clauses.flatMap((clause) => clause.threads),
    ...compilation.orphans,
  ];
  const byNumber = new Map(threads.map((thread) => [thread.number, thread]));
  return commentRows(compilation).flatMap((row) => {
    const thread = byNumber.get(row.number);
    return thread ? [{ row, thread }] : [];
  });
}

function replies(thread: CompiledThread, wording: ThreadWording): string[] {
  return thread.replies.map((reply) => {
    const position = replyPosition(reply, wording);
    const head = [sourceName(reply.source, wording), ...(position ? [position] : [])].join(", ");
    return [`${head}:`, ...spokenParagraphs(reply, wording)].join("\n");
  });
}

function spoken(code: string, language: string): string {
  return say({ code, params: {} }, language);
}
