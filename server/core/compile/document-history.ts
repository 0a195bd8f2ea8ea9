import * as z from "zod";
import { AnnotationKind } from "#core/discuss/annotation.ts";
import { StakeholderGroup } from "#core/discuss/speaker.ts";
import { ClausePair } from "#core/compare/comparison.ts";
import { Clause } from "#core/text/clause.ts";
import { Version } from "#core/text/version.ts";

const Index = z.int().nonnegative();

/** A clause in one draft of a history. */
export const HistoryClause = Clause.pick({ id: true, kind: true, depth: true, citation: true }).extend({
  /** How many words it has. */
  words: z.int().nonnegative(),
  /** The draft that brought it in, by its place among the drafts. */
  broughtBy: Index,
});
export type HistoryClause = z.infer<typeof HistoryClause>;

/** A proposal made on an earlier draft of which words stand in this one. It shows text, not influence. */
const TakenWords = z.object({
  annotation: z.string(),
  /** Indexes of the clauses that have them. */
  clauses: z.array(Index),
  /** Groups behind the proposal; of small ones nothing is told where sources are hidden. */
  groups: z.array(StakeholderGroup),
  /** Short names of the organisations behind it; empty where sources are hidden. */
  by: z.array(z.string()),
});

/** Something said on a draft. */
const Said = z.object({
  kind: AnnotationKind,
  /** Indexes of the clauses it speaks of; none for the document as a whole. */
  clauses: z.array(Index),
  /** Groups behind it; null for small ones, where sources are hidden. */
  groups: z.array(StakeholderGroup.nullable()),
});

/** A draft of a history: its clauses, what it took from proposals, and what was said on it. */
export const HistoryDraft = z.object({
  version: Version.pick({ id: true, round: true, label: true, date: true, language: true }).extend({
    address: z.string(),
  }),
  /** In document order. */
  clauses: z.array(HistoryClause),
  taken: z.array(TakenWords),
  said: z.array(Said),
});
export type HistoryDraft = z.infer<typeof HistoryDraft>;

/** From one draft to the next: what became of the clauses, and how many words went from which to which. */
export const HistoryStep = z.object({
  /** Clauses by their indexes in the two drafts. */
  pairs: z.array(
    ClausePair.pick({ relation: true, edited: true, moved: true, renumbered: true }).extend({
      base: z.array(Index),
      revised: z.array(Index),
    }),
  ),
  /** [clause of the base, clause of the revised, words]. */
  flows: z.array(z.tuple([Index, Index, z.int().positive()])),
});
export type HistoryStep = z.infer<typeof HistoryStep>;

/** The drafts of a document in one language, from the first to the last, with what its pictures are drawn from. */
export const DocumentHistory = z.object({
  documentId: z.string(),
  /** Its short title. */
  document: z.string(),
  /** Null where nothing is published. */
  language: z.string().nullable(),
  drafts: z.array(HistoryDraft),
  /** `steps[i]` leads from draft i to draft i + 1. */
  steps: z.array(HistoryStep),
});
export type DocumentHistory = z.infer<typeof DocumentHistory>;
