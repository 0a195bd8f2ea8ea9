import * as z from "zod";
import { ClosedPoint, OpenedPoint, OpenPoint } from "#core/compare/comparison.ts";
import { OpenCounts } from "#core/text/negotiation/negotiation.ts";
import { DamagedDrafts, Version } from "#core/text/version.ts";

/** The counts of a draft. */
const BarometerDraft = z.object({
  version: Version.pick({ id: true, round: true, label: true, date: true, language: true }).extend({
    address: z.string(),
  }),
  counts: OpenCounts,
  /** All words of the draft, in brackets or not. */
  words: z.int().nonnegative(),
});
export type BarometerDraft = z.infer<typeof BarometerDraft>;

/** An article, annex or section with something open, and its clauses with something open. */
export const BarometerArticle = z.object({
  /** Id of the clause that opens it; null for the text before the first heading, and for a text without headings. */
  clause: z.string().nullable(),
  /** Its citation, or its title if it has no number; empty without an opening clause. */
  name: z.string(),
  /** Its title, if that is not its name. */
  title: z.string(),
  /** All 0 if the article is only in the draft before. */
  counts: OpenCounts,
  /** Its counts in the draft before; null if it was not there. */
  before: OpenCounts.nullable(),
  /** Whether only the draft before has it. Its clause is then one of that draft. */
  gone: z.boolean(),
  clauses: z.array(z.object({ clause: z.string(), citation: z.string(), counts: OpenCounts })),
});
export type BarometerArticle = z.infer<typeof BarometerArticle>;

/** A bracket or option that opened, with the proposal that asked for it; null if no proposal is known. */
export const BarometerOpened = OpenedPoint.extend({
  asked: z
    .object({
      /** Id of the proposal. */
      annotation: z.string(),
      /** Address of the draft it was made on. */
      madeOn: z.string(),
      /** Short names of the organisations behind it. Empty if sources are hidden, or if it was made personally. */
      by: z.array(z.string()),
    })
    .nullable(),
});
export type BarometerOpened = z.infer<typeof BarometerOpened>;

/** How much of a document is still open, draft by draft, and what changed in one of the drafts. */
export const Barometer = z.object({
  damaged: DamagedDrafts,
  documentId: z.string(),
  /** The document's short title. */
  document: z.string(),
  /** Null if nothing is published. */
  language: z.string().nullable(),
  /** The published drafts in reading order. */
  drafts: z.array(BarometerDraft),
  /** The draft that is shown in detail. Null if nothing is published. */
  shown: z
    .object({
      /** Index of the draft. The draft before is at the index before. */
      draft: z.int().nonnegative(),
      articles: z.array(BarometerArticle),
      /** The changes since the draft before. Closed points are of that draft. Null for the first draft. */
      changes: z
        .object({ opened: z.array(BarometerOpened), closed: z.array(ClosedPoint), remained: z.array(OpenPoint) })
        .nullable(),
    })
    .nullable(),
});
export type Barometer = z.infer<typeof Barometer>;
