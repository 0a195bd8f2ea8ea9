import * as z from "zod";

/** Why a step of a proposal cannot be taken. Worded in core/messages. */
export const proposalProblems = [
  /** { clause } The version has no clause of that id. */
  "clause-unknown",
  /** { citation } The place is past the clause's end, or the run goes backwards. */
  "place-outside-clause",
  /** {} The run begins in one clause and ends in another. */
  "crosses-clauses",
  /** { citation, other } It replaces words that step `other` (from 1) replaces too. */
  "overlaps",
  /** { citation } The content is not what a clause may hold. */
  "content-not-allowed",
  /** { kind } Table cells are neither put in, moved nor taken out one by one; a footnote needs its reference. */
  "kind-not-allowed",
  /** { citation } Another step takes the clause out. */
  "clause-deleted",
  /** { citation, other } Step `other` (from 1) has settled this for the clause already. */
  "said-before",
  /** { citation } The clause would follow itself. */
  "moves-in-circle",
  /** { citation } On the later version these words are others. */
  "words-changed",
  /** { citation } The later version has no clause that answers to it alone. */
  "clause-gone",
] as const;
export type ProposalProblemCode = (typeof proposalProblems)[number];

export const ProposalProblem = z.object({
  /** Which step, from 0. */
  operation: z.int().nonnegative(),
  code: z.enum(proposalProblems),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ProposalProblem = z.infer<typeof ProposalProblem>;
