import * as z from "zod";

/** Reasons why an operation of a proposal does not apply. Their texts are in core/messages. */
export const proposalProblems = [
  /** { clause } The version has no clause with this id. */
  "clause-unknown",
  /** { citation } The range exceeds the clause's end or runs backwards. */
  "place-outside-clause",
  /** {} The range begins in one clause and ends in another. */
  "crosses-clauses",
  /** { citation, other } It replaces text that operation `other` (from 1) also replaces. */
  "overlaps",
  /** { citation } A clause may not have this content. */
  "content-not-allowed",
  /** { kind } Table cells cannot be inserted, moved or deleted individually; a footnote needs its reference. */
  "kind-not-allowed",
  /** { citation } Another operation deletes the clause. */
  "clause-deleted",
  /** { citation, other } Operation `other` (from 1) already decides this for the clause. */
  "said-before",
  /** { citation } The clause would follow itself. */
  "moves-in-circle",
  /** { citation } The later version has other text there. */
  "words-changed",
  /** { citation } The later version has no clause that corresponds to this one alone. */
  "clause-gone",
  /** {} It was accepted with an amendment that is no longer open, or is to another wording. */
  "amendment-gone",
] as const;
export type ProposalProblemCode = (typeof proposalProblems)[number];

export const ProposalProblem = z.object({
  /** Index of the operation, from 0. */
  operation: z.int().nonnegative(),
  code: z.enum(proposalProblems),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ProposalProblem = z.infer<typeof ProposalProblem>;
