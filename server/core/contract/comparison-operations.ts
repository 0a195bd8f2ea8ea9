import * as z from "zod";
import { Comparison } from "#core/compare/comparison.ts";
import { PairingExplanation } from "#core/compare/explain.ts";
import { Redline } from "#core/compare/redline.ts";
import { ThreeWay } from "#core/compare/three-way.ts";
import { ListedVersion } from "#core/contract/forum-operations.ts";
import { ShownLink } from "#core/contract/link-operations.ts";
import { NamedVersion } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { Clause, VersionText } from "#core/text/clause.ts";

/**
 * Two versions compared: their texts and the comparison. The redline follows from these (`redlineOf`), so that it is not
 * sent along: it would be half the answer.
 */
export const ComparisonPage = z.object({
  /** Names the comparison: another where a text is, what people said of its clauses, or the algorithm. */
  key: z.string(),
  base: z.object({ version: ListedVersion, text: VersionText }),
  revised: z.object({ version: ListedVersion, text: VersionText }),
  comparison: Comparison,
  /** How the words were found. */
  way: z.object({
    /** Addresses of the versions in between they were followed through, from the base's side; empty where directly. */
    via: z.array(z.string()),
    /** Words and marks kept at every step. */
    followed: z.int().nonnegative(),
    /** Those that were gone in between and came back. */
    returned: z.int().nonnegative(),
  }),
  /** What people said of the clauses of the two, and what it binds. */
  links: z.array(ShownLink),
});
export type ComparisonPage = z.infer<typeof ComparisonPage>;

/** Rows an answer holds where nothing else is asked for, and at most. */
const fewRows = 200;
const mostRows = 1000;

/** Some rows of a redline, in reading order. */
export const RedlinePart = z.object({
  /** Rows of the whole redline. */
  total: z.int().nonnegative(),
  rows: Redline,
  /** Where the next part begins; null after the last row. */
  next: z.int().positive().nullable(),
});
export type RedlinePart = z.infer<typeof RedlinePart>;

/** A base and two texts made from it, clause by clause: what each did, where they agree and where not. */
export const ThreeWayPage = z.object({
  base: z.object({ version: NamedVersion, clauses: z.array(Clause) }),
  revised: z.object({ version: NamedVersion, clauses: z.array(Clause) }),
  other: z.object({ version: NamedVersion, clauses: z.array(Clause) }),
  ...ThreeWay.shape,
});
export type ThreeWayPage = z.infer<typeof ThreeWayPage>;

export const redlineFormats = ["html", "docx", "pdf"] as const;

/** Asks for a redline as a file, and is answered with it. */
export const redlineFile = {
  query: z.object({ format: z.enum(redlineFormats) }),
  answer: {
    kind: "written-file",
    mediaTypes: [
      "text/html",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "application/pdf",
    ],
  },
  costly: true,
} as const;

/** What stands in the way of a file. */
export const redlineFileProblems = ["no-browser", "not-printed"] as const;

/** Each an opaque version id or an address; of any two documents. */
const ComparisonParams = z.object({ base: z.string(), revised: z.string() });

export const comparisonOperations = {
  getComparison: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}",
    summary: "Compare any two versions, word by word",
    action: "read-version",
    params: ComparisonParams,
    answer: { kind: "json", schema: ComparisonPage },
    problems: ["not-found", "not-allowed"],
    costly: true,
  }),
  getRedline: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}/redline",
    summary: "The redline of two versions, some rows at a time",
    action: "read-version",
    params: ComparisonParams,
    query: z.object({
      /** The first row wanted. */
      from: z.coerce.number().int().nonnegative().default(0),
      limit: z.coerce.number().int().positive().max(mostRows).default(fewRows),
    }),
    answer: { kind: "json", schema: RedlinePart },
    problems: ["not-found", "not-allowed", "invalid-request"],
    costly: true,
  }),
  explainPairing: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}/explanation",
    summary: "Why two clauses are one or are not; for one clause alone, why it became what it became",
    action: "read-version",
    params: ComparisonParams,
    query: z.object({ baseClause: z.string().optional(), revisedClause: z.string().optional() }),
    answer: { kind: "json", schema: PairingExplanation },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
  compareThree: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}/with/{other}",
    summary: "Three at once: what two versions each made of a base, where they agree and where they conflict",
    action: "read-version",
    params: ComparisonParams.extend({ other: z.string() }),
    answer: { kind: "json", schema: ThreeWayPage },
    problems: ["not-found"],
    costly: true,
  }),
  exportComparison: operation({
    method: "get",
    path: "/comparisons/{base}/{revised}/export",
    summary: "The redline of two versions as a file",
    action: "read-version",
    params: ComparisonParams,
    ...redlineFile,
    problems: ["not-found", "not-allowed", ...redlineFileProblems],
  }),
};
