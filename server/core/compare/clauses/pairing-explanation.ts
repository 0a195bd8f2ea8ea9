import * as z from "zod";
import { ClausePair } from "#core/compare/comparison.ts";

/** Reasons why clauses were paired or not. Their texts are in core/messages/en/comparisons.ts. */
export const pairingReasons = [
  /** A person linked them. */
  "linked",
  /** A person decided that they are not the same. */
  "refused",
  "same-text",
  /** Params: { shared, base, revised }, in words. */
  "shares-words",
  /** Params: { quote }, the longest run of words that both have. */
  "longest-shared",
  "shares-no-words",
  /** Params: { label }. */
  "same-label",
  /** Both open a section whose clauses were paired. */
  "opens-the-same",
  /** Both are between the same neighbours. */
  "same-place",
  "stands-elsewhere",
  /** A split. Params: { parts }. */
  "became-several",
  /** A merger. Params: { parts }. */
  "made-of-several",
  /** Params: { shared, base, revised }, in words. */
  "too-little-shared",
  /** Params: { clause, shared }, the citation of the clause it was paired with and the number of words they share. */
  "base-went-elsewhere",
  "revised-came-from-elsewhere",
  "base-removed",
  "revised-added",
  /**
   * Params: { clause, shared }, the citation of the closest clause on the other side and the number of words they
   * share.
   */
  "nearest",
  /** Params: { words }, the rarest words that both have. */
  "shares-rare-words",
  /** Params: { clause, percent }, the citation of a candidate and the probability that it is the same clause. */
  "may-have-become",
  "may-come-from",
] as const;
export const PairingReason = z.object({
  code: z.enum(pairingReasons),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PairingReason = z.infer<typeof PairingReason>;

/**
 * Number of words that two clauses, or the clauses of a pair, share by the word map, and the number of words on each
 * side.
 */
export const SharedWords = z.object({ shared: z.int(), base: z.int(), revised: z.int() });
export type SharedWords = z.infer<typeof SharedWords>;

/** Explains why two clauses are paired, or why they are not. */
export const PairingExplanation = z.object({
  paired: z.boolean(),
  /** The pair that contains both; null if they are in no common pair. */
  pair: ClausePair.nullable(),
  /** The pair's score; 0 if they are not a pair. */
  score: z.number().min(0).max(1),
  words: SharedWords,
  reasons: z.array(PairingReason),
});
export type PairingExplanation = z.infer<typeof PairingExplanation>;
