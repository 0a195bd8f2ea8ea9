import * as z from "zod";
import { Reason } from "#core/contract/fields.ts";
import { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { operation } from "#core/contract/operation.ts";
import { fileProblems } from "#core/contract/problem.ts";
import { change } from "#core/contract/settings-operations.ts";
import { lineOrigins } from "#core/text/lines/line-numbers.ts";
import { OneLine } from "#core/text/one-line.ts";
import { DocumentSymbol, ForumDocument, Version } from "#core/text/version.ts";

/** A change to a document. Omitted fields keep their value; null removes the symbol or the agenda item. */
export const DocumentChange = ForumDocument.pick({ kind: true, relations: true })
  .extend({
    title: OneLine,
    shortTitle: OneLine,
    symbol: DocumentSymbol.nullable(),
    agendaItem: DocumentSymbol.nullable(),
  })
  .partial();
export type DocumentChange = z.infer<typeof DocumentChange>;

/** A correction of a published version. Omitted fields keep their value; null removes the symbol. */
export const PublishedCorrection = Version.pick({ date: true })
  .extend({ label: OneLine, symbol: DocumentSymbol.nullable() })
  .partial()
  .extend({ reason: Reason });
export type PublishedCorrection = z.infer<typeof PublishedCorrection>;

/** The lines that were found in a PDF, and how many of them are in the version. */
export const LinesSet = z.object({
  origin: z.enum(lineOrigins),
  /** Number of lines with a place in the version. */
  lines: z.int().nonnegative(),
  /** 0 to 1: the share of the PDF's lines that have a place in the version. */
  found: z.number(),
  pages: z.int().nonnegative(),
  change,
});
export type LinesSet = z.infer<typeof LinesSet>;

const DocumentParams = z.object({ document: z.string() });

/** Shared by operations that change a document's entry in the forum's table of contents. */
const documentAnswer = {
  action: "manage-documents",
  answer: { kind: "json", schema: ListedDocument.extend({ change }) },
} as const;

/** Changing documents, and correcting published versions. */
export const documentOperations = {
  changeDocument: operation({
    method: "patch",
    path: "/documents/{document}",
    summary: "Change a document's titles, kind, symbol, agenda item and relations",
    ...documentAnswer,
    params: DocumentParams,
    body: DocumentChange,
    problems: ["not-allowed", "not-found", "invalid-request"],
  }),
  moveDocument: operation({
    method: "post",
    path: "/documents/{document}/position",
    summary: "Move a document to another position in the forum's table of contents",
    ...documentAnswer,
    params: DocumentParams,
    body: ForumDocument.pick({ position: true }),
    problems: ["not-allowed", "not-found"],
  }),
  archiveDocument: operation({
    method: "post",
    path: "/documents/{document}/archive",
    summary: "Archive a document, so that it takes no new drafts or comments; `restoreDocument` undoes this",
    ...documentAnswer,
    params: DocumentParams,
    problems: ["not-allowed", "not-found"],
  }),
  restoreDocument: operation({
    method: "delete",
    path: "/documents/{document}/archive",
    summary: "Restore an archived document",
    ...documentAnswer,
    params: DocumentParams,
    problems: ["not-allowed", "not-found"],
  }),
  correctPublished: operation({
    method: "patch",
    path: "/versions/{version}",
    summary: "Correct the label, date or symbol of a published version, with a reason on record; never its text",
    action: "manage-documents",
    params: z.object({ version: z.string() }),
    body: PublishedCorrection,
    /** A listed version has a field `change` of its own, so the id that undoes the correction has another name. */
    answer: { kind: "json", schema: ListedVersion.extend({ undo: change }) },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  setLines: operation({
    method: "post",
    path: "/versions/{version}/lines",
    summary: "Take the line and page numbers of a published version from a PDF of the same text",
    action: "manage-documents",
    params: z.object({ version: z.string() }),
    query: z.object({ fileName: z.string().min(1).max(255) }),
    file: "manage-documents",
    answer: { kind: "json", schema: LinesSet },
    problems: ["not-allowed", "not-found", "wrong-state", "storage-full", "not-this-text", ...fileProblems],
  }),
};
