import * as z from "zod";
import { operation } from "#core/contract/operation.ts";
import { Annotation } from "#core/discuss/annotation.ts";
import { Speaker, SpeakingOrganisation } from "#core/discuss/speaker.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { Uptake, UptakeCorrection, UptakeExtent, UptakeRuling } from "#core/outcome/uptake.ts";
import { DamagedDrafts, Version } from "#core/text/version.ts";

/** A version in a table: its address and its name. */
const TableVersion = Version.pick({ id: true, label: true, date: true }).extend({ address: z.string() });

/** The uptake of a proposal as a reply amends it. */
const AmendedUptake = Uptake.extend({
  /** Id of the reply. */
  reply: z.string(),
  speaker: Speaker,
});
export type AmendedUptake = z.infer<typeof AmendedUptake>;

/** The uptake of a proposal in one version. */
export const ShownUptake = z.object({
  versionId: z.string(),
  /** The effective extent: the secretariat's correction if there is one, otherwise the computed extent. */
  extent: UptakeExtent,
  computed: Uptake,
  /** Null if it was never corrected. */
  correction: UptakeCorrection.nullable(),
  /** The computed uptake of the wording of each open amendment, in date order. Absent if there are none. */
  amendments: z.array(AmendedUptake).optional(),
});
export type ShownUptake = z.infer<typeof ShownUptake>;

/** Number of proposals by their uptake in one version. */
const UptakeCounts = z.object({
  versionId: z.string(),
  verbatim: z.int().nonnegative(),
  "in-part": z.int().nonnegative(),
  not: z.int().nonnegative(),
});
export type UptakeCounts = z.infer<typeof UptakeCounts>;

/**
 * The proposals made on a document's drafts in one language, with their uptake in later drafts. It shows only that text
 * matches.
 */
export const UptakeTable = z.object({
  damaged: DamagedDrafts,
  /** In reading order. */
  versions: z.array(TableVersion),
  /** Open submitted proposals in chronological order, each with every later draft. */
  proposals: z.array(z.object({ annotation: Annotation, uptakes: z.array(ShownUptake) })),
  /**
   * The uptake by organisation, sorted by name. A joint proposal counts for each of its organisations. Empty if the
   * forum hides sources.
   */
  organisations: z.array(z.object({ organisation: SpeakingOrganisation, counts: z.array(UptakeCounts) })),
  /**
   * The uptake by stakeholder group. A proposal counts once for each group behind it. Omits small groups if sources are
   * hidden.
   */
  groups: z.array(z.object({ group: StakeholderGroup, counts: z.array(UptakeCounts) })),
});
export type UptakeTable = z.infer<typeof UptakeTable>;

/** Revision of the correction that the change is based on. 0 if it was never corrected. */
const revision = z.int().nonnegative();

const UptakeParams = z.object({ annotation: z.string(), version: z.string() });

export const uptakeOperations = {
  getUptake: operation({
    method: "get",
    path: "/annotations/{annotation}/uptake",
    summary: "The uptake of a proposal in each later version",
    action: "read-annotation",
    params: z.object({ annotation: z.string() }),
    answer: { kind: "json", schema: z.array(ShownUptake) },
    problems: ["not-found", "wrong-state"],
    costly: true,
  }),
  getUptakeTable: operation({
    method: "get",
    path: "/documents/{document}/uptake",
    summary: "Proposal uptake in a document's drafts, by proposal, organisation and group",
    action: "read-forum",
    params: z.object({ document: z.string() }),
    /** Defaults to the language in which the document was first published. */
    query: z.object({ language: Version.shape.language.optional() }),
    answer: { kind: "json", schema: UptakeTable },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
  correctUptake: operation({
    method: "put",
    path: "/annotations/{annotation}/uptake/{version}",
    summary: "Correct the uptake of a proposal in a version, where the text alone misleads",
    action: "correct-uptake",
    params: UptakeParams,
    body: z.object({
      revision,
      extent: UptakeExtent,
      reason: UptakeRuling.shape.reason.trim().min(1).max(2000),
    }),
    answer: { kind: "json", schema: ShownUptake },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request", "revision-conflict", "wrong-state"],
  }),
  revokeUptakeCorrection: operation({
    method: "post",
    path: "/annotations/{annotation}/uptake/{version}/revoke",
    summary: "Revoke a correction; the computed uptake applies again",
    action: "correct-uptake",
    params: UptakeParams,
    body: z.object({ revision }),
    answer: { kind: "json", schema: ShownUptake },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  undoUptakeCorrection: operation({
    method: "post",
    path: "/annotations/{annotation}/uptake/{version}/undo",
    summary: "Undo the last change of a correction; a second undo restores it",
    action: "correct-uptake",
    params: UptakeParams,
    body: z.object({ revision }),
    answer: { kind: "json", schema: ShownUptake },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
};
