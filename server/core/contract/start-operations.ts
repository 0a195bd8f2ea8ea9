import * as z from "zod";
import { cursorQuery } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { OutcomeCell } from "#core/contract/outcome-operations.ts";
import { Annotation } from "#core/discuss/annotation.ts";
import { DecisionOutcome } from "#core/outcome/decision.ts";

/** The address and label of a draft. */
const Draft = z.object({ address: z.string(), label: z.string() });

/** A comment or proposal of the reader, with its decision and its location in the current draft. */
export const OwnAnnotation = Annotation.pick({ id: true, kind: true, visibility: true, createdAt: true }).extend({
  document: z.object({ id: z.string(), title: z.string() }),
  /** The draft on which it was made. */
  madeOn: Draft,
  /** The beginning of the comment, or of the proposed text if there is no comment. */
  text: z.string(),
  /** The outcome of the current decision. */
  outcome: DecisionOutcome.nullable(),
  /** Its placement in the latest later draft. Null if there is no later draft. */
  later: Draft.extend({ placement: OutcomeCell }).nullable(),
});
export type OwnAnnotation = z.infer<typeof OwnAnnotation>;

/** The work that waits in a document for those who decide. A number is null if the reader does not do that work. */
export const PendingWork = z.object({
  documentId: z.string(),
  /** By the language of the drafts, as the pages on which it is done. The main language is first. */
  languages: z.array(
    z.object({
      language: z.string(),
      /** Number of comments without a decision. */
      undecided: z.int(),
      /** Number of locations in the current draft that a person should confirm. */
      unconfirmed: z.int().nullable(),
    }),
  ),
  /** Number of contributions to review. */
  contributions: z.int().nullable(),
});
export type PendingWork = z.infer<typeof PendingWork>;

/** The operations of the start page, which only signed-in people need. */
export const startOperations = {
  getOwnAnnotations: operation({
    method: "get",
    path: "/me/annotations",
    summary: "One's own latest comments and proposals in all documents, with their outcomes",
    action: "read-participants",
    query: z.object({ size: cursorQuery.size }),
    answer: { kind: "json", schema: z.array(OwnAnnotation) },
    problems: ["not-signed-in", "invalid-request"],
  }),
  getPendingWork: operation({
    method: "get",
    path: "/library/pending-work",
    summary: "Number of undecided comments, uncertain locations and unreviewed contributions of documents, in parts",
    action: "decide",
    query: z.object(cursorQuery),
    answer: {
      kind: "json",
      schema: z.object({
        /** The documents of the same part of the library, without archived ones. */
        documents: z.array(PendingWork),
        /** Number of contributions to review that belong to no document yet. */
        unmatched: z.int().nullable(),
      }),
    },
    problems: ["not-signed-in", "not-allowed", "invalid-request"],
  }),
};
