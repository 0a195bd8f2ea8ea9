import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";
import { commentRows, type CommentRow } from "./comment-rows.ts";
import type { ExportWord } from "#core/messages/exports.en.ts";
import { say } from "#core/messages/messages.ts";
import {
  dispositionLines,
  placementReason,
  positionLines,
  replyPosition,
  sourceName,
  spokenParagraphs,
  type ThreadWording,
} from "./thread-phrases.ts";
import { draftName, word } from "./export-phrases.ts";

/** What a row is drawn from: the form's own row, and its thread for what the form has no column for. */
export interface FormEntry {
  row: CommentRow;
  thread: CompiledThread;
}

/**
 * The columns of the comment form: those of the ISO/IEC/CEN comment form in its order, the last of them what the secretariat decided, empty
 * where it has not yet; then what the form does not know, so that nothing said is lost.
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

/** How many columns are the form's own; those after them are what it does not know. */
export const formOwnColumns = 8;

/** The rows of the form in the compilation's order, each with its thread. */
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
