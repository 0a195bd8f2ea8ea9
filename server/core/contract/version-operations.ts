import * as z from "zod";
import { ComparisonStats } from "#core/compare/comparison.ts";
import { exportFormats } from "#core/compile/export-format.ts";
import { notify, Reason } from "#core/contract/fields.ts";
import { ListedVersion } from "#core/contract/forum-operations.ts";
import { Negotiation } from "#core/contract/negotiation-operations.ts";
import { operation } from "#core/contract/operation.ts";
import { fileProblems } from "#core/contract/problem.ts";
import { ConsultationChoice, ConsultationTerms } from "#core/outcome/consultation.ts";
import { Placement } from "#core/place/placement.ts";
import { VersionText } from "#core/text/clause.ts";
import { lineOrigins, LineNumbers } from "#core/text/lines/line-numbers.ts";
import { DraftCorrection } from "#core/text/draft-correction.ts";
import { OneLine } from "#core/text/one-line.ts";
import { Version } from "#core/text/version.ts";

/** A version with its text, for the reading page. `draft` is JSON of the draft schema. */
export const VersionPage = z.object({
  version: ListedVersion,
  draft: z.record(z.string(), z.unknown()),
  text: VersionText,
  negotiation: Negotiation,
});
export type VersionPage = z.infer<typeof VersionPage>;

/** A preview of what publishing would change. */
export const Preview = z.object({
  version: Version,
  draft: z.record(z.string(), z.unknown()),
  text: VersionText,
  /** The comparison's base: address of the previous published version in the same language. Null for the first. */
  against: z.string().nullable(),
  /** Address of a published version of the same document with an identical text, if there is one. */
  sameTextAs: z.string().nullable(),
  /** Null for the first version. */
  stats: ComparisonStats.nullable(),
  /**
   * The effect on every submitted annotation that has a placement on the previous draft. The states describe the step
   * from that draft to this one, not all changes since the annotation was made.
   */
  placements: z.array(Placement),
  /**
   * Annotations without a placement on the previous draft, or with only their clause, whose text would have a placement
   * on this draft.
   */
  returned: z.array(Placement),
  /** Number of annotations that have no placement on the previous draft, and would have none on this one. */
  lostBefore: z.int().nonnegative(),
});
export type Preview = z.infer<typeof Preview>;

/** A version id, or an address (`document@round`, `document@round:lang`). */
const VersionParams = z.object({ version: z.string() });

/**
 * Maximum upload size in bytes. The longest known draft, as a Word file with its pictures, is about 8 MB; the limit is
 * three times that.
 */
export const largestUpload = 25 * 1024 * 1024;

/** How to read the tracked changes of a Word or OpenDocument file: as accepted or as rejected. */
const Changes = z.enum(["accept", "reject"]);

/** Metadata of a new version. The file itself is the body. */
export const PrepareQuery = z.object({
  fileName: z.string().min(1).max(255),
  round: Version.shape.round,
  label: OneLine,
  date: Version.shape.date,
  symbol: Version.shape.symbol,
  /** Defaults to the language of the file. */
  language: Version.shape.language.optional(),
  /** Defaults to "accept". */
  changes: Changes.optional(),
});
export type PrepareQuery = z.infer<typeof PrepareQuery>;

/** Shared by operations that read or change a prepared version and return its new preview. */
const previewAnswer = {
  action: "prepare-version",
  params: VersionParams,
  answer: { kind: "json", schema: Preview },
} as const;

/** Problems that can prevent replacing the text of a prepared version. */
const correctionProblems = [
  "not-allowed",
  "not-found",
  "wrong-state",
  "revision-conflict",
  "already-published",
] as const;

/** The numbered lines of a version, and where the numbers come from. */
export const NumberedLines = LineNumbers.extend({
  origin: z.enum(lineOrigins),
  /** The PDF from which they were read, if it is not the version's own file. */
  fileName: z.string().optional(),
});
export type NumberedLines = z.infer<typeof NumberedLines>;

export const versionOperations = {
  getVersion: operation({
    method: "get",
    path: "/versions/{version}",
    summary: "A version with its text and clauses",
    action: "read-version",
    params: VersionParams,
    answer: { kind: "json", schema: VersionPage },
    problems: ["not-found", "not-allowed"],
  }),
  getLines: operation({
    method: "get",
    path: "/versions/{version}/lines",
    summary: "The numbered lines of a version, by which people cite it, with its page numbers if it has any",
    action: "read-version",
    params: VersionParams,
    answer: { kind: "json", schema: NumberedLines },
    problems: ["not-found", "not-allowed"],
  }),
  getOriginal: operation({
    method: "get",
    path: "/versions/{version}/original",
    summary: "The file a version was read from",
    action: "read-original",
    params: VersionParams,
    answer: { kind: "file", mediaTypes: ["application/octet-stream"] },
    problems: ["not-signed-in", "not-found"],
  }),
  prepareVersion: operation({
    method: "post",
    path: "/documents/{document}/versions",
    summary: "Read a file as the next version and preview its publication",
    action: "prepare-version",
    params: z.object({ document: z.string() }),
    query: PrepareQuery,
    file: "prepare-version",
    answer: { kind: "json", schema: Preview, status: 201 },
    problems: ["not-allowed", "not-found", "wrong-state", "already-published", "storage-full", ...fileProblems],
  }),
  getPreview: operation({
    method: "get",
    path: "/versions/{version}/preview",
    summary: "The preview of a prepared version",
    ...previewAnswer,
    problems: ["not-allowed", "not-found", "wrong-state"],
    costly: true,
  }),
  correctVersion: operation({
    method: "post",
    path: "/versions/{version}/corrections",
    summary: "Correct a prepared version: a clause wrongly split, joined, labelled or named",
    ...previewAnswer,
    body: z.object({ contentHash: Version.shape.contentHash, correction: DraftCorrection }),
    problems: [...correctionProblems, "invalid-request"],
  }),
  readVersionAgain: operation({
    method: "post",
    path: "/versions/{version}/reading",
    summary: "Read a prepared version's file again, with tracked changes accepted or rejected; discards corrections",
    ...previewAnswer,
    body: z.object({ contentHash: Version.shape.contentHash, changes: Changes }),
    problems: [...correctionProblems, "file-empty"],
  }),
  publishVersion: operation({
    method: "post",
    path: "/versions/{version}/publish",
    summary:
      "Publish a prepared version; cannot be undone. The open consultation on another version of its language can close now or move to it",
    action: "publish-version",
    params: VersionParams,
    body: z.object({ consultation: ConsultationChoice.default("keep"), notify }).prefault({}),
    answer: { kind: "json", schema: ListedVersion },
    problems: ["not-allowed", "not-found", "wrong-state", "already-published", "invalid-request"],
  }),
  discardVersion: operation({
    method: "delete",
    path: "/versions/{version}",
    summary: "Discard a prepared version",
    action: "prepare-version",
    params: VersionParams,
    answer: { kind: "nothing" },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  withdrawVersion: operation({
    method: "post",
    path: "/versions/{version}/withdraw",
    summary: "Withdraw a published version; its address then shows the reason",
    action: "withdraw-version",
    params: VersionParams,
    body: z.object({ reason: Reason }),
    answer: { kind: "json", schema: ListedVersion },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
};

/** Revision of the consultation that the change is based on. 0 if none was ever set. */
const revision = z.int().nonnegative();

export const consultationOperations = {
  setConsultation: operation({
    method: "put",
    path: "/versions/{version}/consultation",
    summary:
      "Set when a published version is open to comments, and whether comments by others are visible before it closes",
    action: "hold-consultation",
    params: VersionParams,
    body: ConsultationTerms.pick({ opensAt: true, closesAt: true, blind: true }).extend({ revision, notify }),
    answer: { kind: "json", schema: ListedVersion },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "revision-conflict", "wrong-state"],
  }),
  callOffConsultation: operation({
    method: "post",
    path: "/versions/{version}/consultation/revoke",
    summary: "Remove the consultation from a version: comments stay open without a closing date, and none is late",
    action: "hold-consultation",
    params: VersionParams,
    body: z.object({ revision, notify }),
    answer: { kind: "json", schema: ListedVersion },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  undoConsultation: operation({
    method: "post",
    path: "/versions/{version}/consultation/undo",
    summary: "Undo the last change of a consultation; a second undo restores it",
    action: "hold-consultation",
    params: VersionParams,
    body: z.object({ revision }),
    answer: { kind: "json", schema: ListedVersion },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  exportInvitation: operation({
    method: "get",
    path: "/versions/{version}/consultation/invitation",
    summary:
      "Export the letter that invites the participants to an upcoming or open consultation, as a Word file in the forum's template",
    action: "hold-consultation",
    params: VersionParams,
    answer: { kind: "written-file", mediaTypes: [exportFormats.docx.mediaType] },
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state"],
    costly: true,
  }),
};
