import * as z from "zod";
import { Forum } from "#core/access/forum.ts";
import { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { commaSeparated, NamedVersion } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { Annotation } from "#core/discuss/annotation.ts";
import { Speaker } from "#core/discuss/speaker.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { RangeTarget, Target } from "#core/discuss/target.ts";
import { DecisionOutcome } from "#core/outcome/decision.ts";
import { ClausePositions } from "#core/outcome/positions.ts";
import { CandidatePlace, PlaceAct } from "#core/place/settlement.ts";
import { Placement, PlacementState, placementStates, TargetHits } from "#core/place/placement.ts";
import { Version } from "#core/text/version.ts";

/**
 * An earlier annotation in a version's outcomes table: its placement there, and the candidate places a person can
 * choose.
 */
export const OutcomeEntry = PlacedAnnotation.extend({
  /** Whether it is approximate, or unplaced with candidate places, and no person has decided on it yet. */
  waiting: z.boolean(),
  /** Candidate places for each target that is approximate, unplaced or "clause-only", likeliest first. */
  candidates: z.array(CandidatePlace),
});
export type OutcomeEntry = z.infer<typeof OutcomeEntry>;

/**
 * Citation of its clause on the version, or for an unplaced annotation, on the version it was made on. Null for the whole
 * document, and if that text is damaged.
 */
const Clause = z.string().nullable();

/**
 * The outcome, on one version, of all annotations made before it. Excludes withdrawn, hidden and erased annotations.
 */
export const VersionOutcomes = z.object({
  version: Version.pick({ id: true, label: true, date: true, language: true }).extend({ address: z.string() }),
  /** Number of annotations in each state, regardless of the query. */
  counts: z.record(PlacementState, z.int().nonnegative()),
  /** Number of annotations that need a person's decision. */
  waiting: z.int().nonnegative(),
  /** Number of unplaced annotations that are rightly gone, so that nobody has to decide. */
  gone: z.int().nonnegative(),
  /** The entries selected by the query, in the order of the text. Those on the whole document and unplaced ones are last. */
  entries: z.array(OutcomeEntry.extend({ clause: Clause })),
});
export type VersionOutcomes = z.infer<typeof VersionOutcomes>;

/** The outcome of one annotation on one version, in short. */
export const OutcomeCell = Placement.pick({
  versionId: true,
  state: true,
  score: true,
  reason: true,
  gone: true,
}).extend({
  /** A person's decision on its placement, on this version or on one it is carried from. Null if nobody decided. */
  settled: PlaceAct.shape.kind.nullable(),
});
export type OutcomeCell = z.infer<typeof OutcomeCell>;

/** A document's outcomes table: its annotations against the drafts in one language. */
export const DocumentOutcomes = z.object({
  /** In reading order. */
  versions: z.array(Version.pick({ id: true, label: true, date: true }).extend({ address: z.string() })),
  /** In the order of the text of the last draft. Those on the whole document and unplaced ones are last. */
  rows: z.array(
    z.object({
      annotation: Annotation,
      clause: Clause,
      /** The outcome of the current decision. */
      outcome: DecisionOutcome.nullable(),
      /** The author of the amendment with which the proposal is accepted. Absent if the decision names none. */
      asAmendedBy: Speaker.optional(),
      /** One for the version it was made on and for every later one. */
      cells: z.array(OutcomeCell),
    }),
  ),
});
export type DocumentOutcomes = z.infer<typeof DocumentOutcomes>;

/** Revision of the settlement that the change is based on. 0 if nobody has decided yet. */
const revision = z.int().nonnegative();
const reason = z.string().trim().max(2000);

/**
 * A person's decision on a placement. Only an approximate placement can be confirmed, and it keeps its targets. New
 * targets are checked like those of a new annotation. Giving up requires a reason. `standsFor`, if sent, has an entry
 * for each new target and names only targets of the annotation.
 */
export const NewPlaceAct = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("confirmed"), revision, reason: reason.default("") }),
  z.object({
    kind: z.literal("re-anchored"),
    revision,
    targets: z.array(Target).min(1).max(200),
    /** For each new target, the annotation's own targets that it replaces, by index from 0. */
    standsFor: z.array(z.array(z.int().nonnegative()).max(200)).max(200).optional(),
    reason: reason.default(""),
  }),
  z.object({ kind: z.literal("given-up"), revision, reason: reason.min(1) }),
]);
export type NewPlaceAct = z.infer<typeof NewPlaceAct>;

const PlaceParams = z.object({ annotation: z.string(), version: z.string() });

export const outcomeOperations = {
  getOutcomes: operation({
    method: "get",
    path: "/versions/{version}/outcomes",
    formerPath: "/versions/{version}/ledger",
    summary: "Comment outcomes of a version: the placement on it of every annotation of earlier versions",
    action: "read-version",
    params: z.object({ version: z.string() }),
    query: z.object({
      /** Defaults to all. */
      states: commaSeparated(z.array(z.enum(placementStates))),
      /** Only entries that need a person's decision. */
      waiting: z.stringbool().default(false),
      /** Only entries that are rightly gone. */
      gone: z.stringbool().default(false),
    }),
    answer: { kind: "json", schema: VersionOutcomes },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
  getDocumentOutcomes: operation({
    method: "get",
    path: "/documents/{document}/outcomes",
    formerPath: "/documents/{document}/ledger",
    summary: "Comment outcomes of a document: the placement of every annotation on every draft",
    action: "read-forum",
    params: z.object({ document: z.string() }),
    /** Defaults to the language in which the document was first published. */
    query: z.object({ language: Version.shape.language.optional() }),
    answer: { kind: "json", schema: DocumentOutcomes },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
  settlePlace: operation({
    method: "put",
    path: "/annotations/{annotation}/places/{version}",
    summary: "Confirm the likely location of an annotation on a later version, choose another, or leave it unplaced",
    action: "settle-place",
    params: PlaceParams,
    body: NewPlaceAct,
    answer: { kind: "json", schema: OutcomeEntry },
    problems: [
      "not-signed-in",
      "not-allowed",
      "not-found",
      "invalid-request",
      "revision-conflict",
      "wrong-state",
      "target-not-in-version",
    ],
  }),
  unsettlePlace: operation({
    method: "post",
    path: "/annotations/{annotation}/places/{version}/revoke",
    summary: "Revoke a decision on location; the computed placement applies again",
    action: "settle-place",
    params: PlaceParams,
    body: z.object({ revision }),
    answer: { kind: "json", schema: OutcomeEntry },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  undoSettlement: operation({
    method: "post",
    path: "/annotations/{annotation}/places/{version}/undo",
    summary: "Undo the last change of a decision on location; a second undo restores it",
    action: "settle-place",
    params: PlaceParams,
    body: z.object({ revision }),
    answer: { kind: "json", schema: OutcomeEntry },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
};

export const targetOperations = {
  getOccurrences: operation({
    method: "get",
    path: "/versions/{version}/occurrences",
    summary: "Occurrences of a phrase in a version, as targets for an annotation about all of them",
    action: "read-version",
    params: z.object({ version: z.string() }),
    query: z.object({ phrase: z.string().trim().min(1).max(200) }),
    answer: { kind: "json", schema: z.array(RangeTarget) },
    problems: ["not-found", "invalid-request"],
  }),
  getTargetHits: operation({
    method: "get",
    path: "/annotations/{annotation}/targets/{version}",
    summary: "The placement of each target of an annotation on a later version",
    action: "read-annotation",
    params: z.object({ annotation: z.string(), version: z.string() }),
    answer: { kind: "json", schema: TargetHits },
    problems: ["not-found"],
    costly: true,
  }),
};

/** The positions of organisations and groups on a version, clause by clause. */
export const Positions = z.object({
  version: NamedVersion,
  sources: Forum.shape.sources,
  /** The forum's stakeholder groups, in their order. */
  groups: z.array(StakeholderGroup),
  /** Positions on the whole document. */
  general: ClausePositions,
  /** Every clause with a comment or proposal, in document order. */
  clauses: z.array(ClausePositions),
});
export type Positions = z.infer<typeof Positions>;

export const positionOperations = {
  getPositions: operation({
    method: "get",
    path: "/versions/{version}/positions",
    formerPath: "/versions/{version}/consensus",
    summary:
      "Positions by group: the positions of organisations and groups on each clause, from submitted comments and replies",
    action: "read-version",
    params: z.object({ version: z.string() }),
    answer: { kind: "json", schema: Positions },
    problems: ["not-found"],
    costly: true,
  }),
};
