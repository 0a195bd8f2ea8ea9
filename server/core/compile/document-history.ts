import * as z from "zod";
import { ClausePair } from "#core/compare/comparison.ts";
import { AnnotationKind } from "#core/discuss/annotation.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { Clause } from "#core/text/clause.ts";
import { DamagedDrafts, Version } from "#core/text/version.ts";

const Index = z.int().nonnegative();

/** A clause in one draft of a history. */
export const HistoryClause = Clause.pick({ id: true, kind: true, depth: true, citation: true }).extend({
  /** Number of words. */
  words: z.int().nonnegative(),
  /** Index of the draft that added it. */
  broughtBy: Index,
});
export type HistoryClause = z.infer<typeof HistoryClause>;

/**
 * A proposal made on an earlier draft whose wording appears in this one. It shows that the text matches, not who
 * influenced it.
 */
const AdoptedWording = z.object({
  annotation: z.string(),
  /** Indexes of the clauses that contain the wording. */
  clauses: z.array(Index),
  /** Stakeholder groups behind the proposal. Omits small groups if sources are hidden. */
  groups: z.array(StakeholderGroup),
  /** Short names of the organisations behind it. Empty if sources are hidden. */
  by: z.array(z.string()),
});

/** A comment or proposal made on a draft. */
const DraftComment = z.object({
  kind: AnnotationKind,
  /** Indexes of the clauses it is about. Empty for the whole document. */
  clauses: z.array(Index),
  /** Stakeholder groups behind it. Null replaces small groups if sources are hidden. */
  groups: z.array(StakeholderGroup.nullable()),
});

/** A draft of a history: its clauses, the proposed wording that appears in it, and the annotations made on it. */
export const HistoryDraft = z.object({
  version: Version.pick({ id: true, round: true, label: true, date: true, language: true }).extend({
    address: z.string(),
  }),
  /** In document order. */
  clauses: z.array(HistoryClause),
  taken: z.array(AdoptedWording),
  said: z.array(DraftComment),
});
export type HistoryDraft = z.infer<typeof HistoryDraft>;

/**
 * The step from one draft to the next: how clauses correspond, and how many words went from each clause to each other.
 */
export const HistoryStep = z.object({
  /** Clauses as indexes into the two drafts. */
  pairs: z.array(
    ClausePair.pick({ relation: true, edited: true, moved: true, renumbered: true }).extend({
      base: z.array(Index),
      revised: z.array(Index),
    }),
  ),
  /** [base clause index, revised clause index, number of words]. */
  flows: z.array(z.tuple([Index, Index, z.int().positive()])),
});
export type HistoryStep = z.infer<typeof HistoryStep>;

/** The drafts of a document in one language, from first to last, with the data for its charts. */
export const DocumentHistory = z.object({
  damaged: DamagedDrafts,
  documentId: z.string(),
  /** The document's short title. */
  document: z.string(),
  /** The forum's stakeholder groups, in their order. */
  groups: z.array(StakeholderGroup),
  /** Null if nothing is published. */
  language: z.string().nullable(),
  drafts: z.array(HistoryDraft),
  /** `steps[i]` leads from draft i to draft i + 1. */
  steps: z.array(HistoryStep),
});
export type DocumentHistory = z.infer<typeof DocumentHistory>;
