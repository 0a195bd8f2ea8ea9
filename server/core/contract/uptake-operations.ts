import * as z from "zod";
import { Annotation } from "#core/discuss/annotation.ts";
import { SpeakingOrganisation, StakeholderGroup } from "#core/discuss/speaker.ts";
import { Uptake, UptakeCorrection, UptakeExtent, UptakeRuling } from "#core/outcome/uptake.ts";
import { operation } from "#core/contract/operation.ts";
import { Version } from "#core/text/version.ts";

/** A version in a table: what leads to it and what it is called. */
const TableVersion = Version.pick({ id: true, label: true, date: true }).extend({ address: z.string() });

/** How far one version took a proposal up. */
export const ShownUptake = z.object({
  versionId: z.string(),
  /** What holds: the secretariat's word, where it gave one, else what is computed. */
  extent: UptakeExtent,
  computed: Uptake,
  /** Null where nobody ever corrected it. */
  correction: UptakeCorrection.nullable(),
});
export type ShownUptake = z.infer<typeof ShownUptake>;

/** How many proposals a version took up, and how far. */
const UptakeCounts = z.object({
  versionId: z.string(),
  verbatim: z.int().nonnegative(),
  "in-part": z.int().nonnegative(),
  not: z.int().nonnegative(),
});
export type UptakeCounts = z.infer<typeof UptakeCounts>;

/** The proposals made on a document's drafts in one language, and how far later drafts took them up. It shows text alone. */
export const UptakeTable = z.object({
  /** In reading order. */
  versions: z.array(TableVersion),
  /** Proposals that were submitted and stand, in order of time, each with every later draft. */
  proposals: z.array(z.object({ annotation: Annotation, uptakes: z.array(ShownUptake) })),
  /**
   * The same by organisation, in order of name; a joint proposal counts for each of its organisations. Empty where the
   * forum keeps sources hidden.
   */
  organisations: z.array(z.object({ organisation: SpeakingOrganisation, counts: z.array(UptakeCounts) })),
  /** By stakeholder group, each proposal once for each group behind it. Small groups are left out where sources are hidden. */
  groups: z.array(z.object({ group: StakeholderGroup, counts: z.array(UptakeCounts) })),
});
export type UptakeTable = z.infer<typeof UptakeTable>;

/** The revision of the correction this was made on; 0 where there is none yet. */
const revision = z.int().nonnegative();

const UptakeParams = z.object({ annotation: z.string(), version: z.string() });

export const uptakeOperations = {
  getUptake: operation({
    method: "get",
    path: "/annotations/{annotation}/uptake",
    summary: "How far each later version took a proposal up",
    action: "read-annotation",
    params: z.object({ annotation: z.string() }),
    answer: { kind: "json", schema: z.array(ShownUptake) },
    problems: ["not-found", "wrong-state"],
    costly: true,
  }),
  getUptakeTable: operation({
    method: "get",
    path: "/documents/{document}/uptake",
    summary: "How far a document's drafts took proposals up, by proposal, organisation and group",
    action: "read-forum",
    params: z.object({ document: z.string() }),
    /** Left out, the language in which the document was published first. */
    query: z.object({ language: Version.shape.language.optional() }),
    answer: { kind: "json", schema: UptakeTable },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
  correctUptake: operation({
    method: "put",
    path: "/annotations/{annotation}/uptake/{version}",
    summary: "Say how far a version took a proposal up, where the text alone misleads",
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
    summary: "Take a correction back: what is computed holds again",
    action: "correct-uptake",
    params: UptakeParams,
    body: z.object({ revision }),
    answer: { kind: "json", schema: ShownUptake },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  undoUptakeCorrection: operation({
    method: "post",
    path: "/annotations/{annotation}/uptake/{version}/undo",
    summary: "Undo the last change of a correction; undone twice it is as it was",
    action: "correct-uptake",
    params: UptakeParams,
    body: z.object({ revision }),
    answer: { kind: "json", schema: ShownUptake },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
};
