import * as z from "zod";
import { Placement } from "#core/place/placement.ts";
import { ComparisonStats } from "#core/compare/comparison.ts";
import { ListedVersion } from "#core/contract/forum-operations.ts";
import { operation } from "#core/contract/operation.ts";
import { fileProblems } from "#core/contract/problem.ts";
import { Reason } from "#core/contract/fields.ts";
import { VersionText } from "#core/text/clause.ts";
import { DraftCorrection } from "#core/text/draft-correction.ts";
import { Version } from "#core/text/version.ts";

/** A version with its text: what the reading room mounts. `draft` is the draft schema's JSON. */
export const VersionPage = z.object({
  version: ListedVersion,
  draft: z.record(z.string(), z.unknown()),
  text: VersionText,
});
export type VersionPage = z.infer<typeof VersionPage>;

/** What publishing would do, shown before it is done. */
export const Preview = z.object({
  version: Version,
  draft: z.record(z.string(), z.unknown()),
  text: VersionText,
  /** Address of the published version in the same language it follows; null for the first. */
  against: z.string().nullable(),
  /** A published version of the same document with the very same text, where there is one. */
  sameTextAs: z.string().nullable(),
  /** Null for the first version. */
  stats: ComparisonStats.nullable(),
  /**
   * What it would do to every submitted annotation that has a place on the draft before: each state tells of the step from
   * that draft to this one, not of all that happened since the annotation's own.
   */
  placements: z.array(Placement),
  /** Annotations that have no place on the draft before and would have one again. */
  returned: z.array(Placement),
  /** How many have no place on the draft before, and would have none. */
  lostBefore: z.int().nonnegative(),
});
export type Preview = z.infer<typeof Preview>;

/** An opaque version id, or an address (`document@round`, `document@round:lang`). */
const VersionParams = z.object({ version: z.string() });

/**
 * The largest file that is taken, in bytes. The longest draft seen as a Word file with its pictures is about 8 MB; three
 * times that leaves room.
 */
export const largestUpload = 25 * 1024 * 1024;

/** What becomes of a Word file's tracked changes: read as made, or as not made. */
const Changes = z.enum(["accept", "reject"]);

/** Where a new version belongs; the file itself is the body. */
export const PrepareQuery = z.object({
  fileName: z.string().min(1).max(255),
  round: Version.shape.round,
  label: Version.shape.label,
  date: Version.shape.date,
  /** Left out: as the file says. */
  language: Version.shape.language.optional(),
  /** Left out: as made. */
  changes: Changes.optional(),
});
export type PrepareQuery = z.infer<typeof PrepareQuery>;

/** Asks of a prepared version, or changes it, and is answered with what publishing it would do now. */
const preparing = {
  action: "prepare-version",
  params: VersionParams,
  answer: { kind: "json", schema: Preview },
} as const;

/** What stands in the way of another text in the place of a prepared version's. */
const recastProblems = ["not-allowed", "not-found", "wrong-state", "revision-conflict", "already-published"] as const;

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
    summary: "Read a file as the next version and show what publishing it would do",
    action: "prepare-version",
    params: z.object({ document: z.string() }),
    query: PrepareQuery,
    file: "prepare-version",
    answer: { kind: "json", schema: Preview, status: 201 },
    problems: ["not-allowed", "not-found", "already-published", ...fileProblems],
  }),
  getPreview: operation({
    method: "get",
    path: "/versions/{version}/preview",
    summary: "The preview of a prepared version",
    ...preparing,
    problems: ["not-allowed", "not-found", "wrong-state"],
    costly: true,
  }),
  correctVersion: operation({
    method: "post",
    path: "/versions/{version}/corrections",
    summary:
      "Put right what reading got wrong in a prepared version: a clause wrongly split, joined, labelled or named",
    ...preparing,
    body: z.object({ contentHash: Version.shape.contentHash, correction: DraftCorrection }),
    problems: [...recastProblems, "invalid-request"],
  }),
  readVersionAgain: operation({
    method: "post",
    path: "/versions/{version}/reading",
    summary: "Read the file of a prepared version again, with its tracked changes made or not made; corrections go",
    ...preparing,
    body: z.object({ contentHash: Version.shape.contentHash, changes: Changes }),
    problems: [...recastProblems, "file-empty"],
  }),
  publishVersion: operation({
    method: "post",
    path: "/versions/{version}/publish",
    summary: "Publish a prepared version, for good",
    action: "publish-version",
    params: VersionParams,
    answer: { kind: "json", schema: ListedVersion },
    problems: ["not-allowed", "not-found", "wrong-state", "already-published"],
  }),
  discardVersion: operation({
    method: "delete",
    path: "/versions/{version}",
    summary: "Throw a prepared version away",
    action: "prepare-version",
    params: VersionParams,
    answer: { kind: "nothing" },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  withdrawVersion: operation({
    method: "post",
    path: "/versions/{version}/withdraw",
    summary: "Withdraw a published version; it stays addressable and says why",
    action: "withdraw-version",
    params: VersionParams,
    body: z.object({ reason: Reason }),
    answer: { kind: "json", schema: ListedVersion },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
};
