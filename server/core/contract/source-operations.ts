import * as z from "zod";
import { Organisation, Participant } from "#core/access/people.ts";
import { cursorQuery, partOf } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { OwnAnnotation } from "#core/contract/start-operations.ts";
import { Annotation, AnnotationKind } from "#core/discuss/annotation.ts";
import { CitedTarget } from "#core/discuss/cited-target.ts";
import { Speaker, SpeakingOrganisation } from "#core/discuss/speaker.ts";
import { Decision, OutcomeFilter } from "#core/outcome/decision.ts";
import { UptakeExtent } from "#core/outcome/uptake.ts";
import { Proposed } from "#core/propose/proposal-segment.ts";

/** A comment or proposal on the page of its author or of an organisation behind it. */
export const SourceAnnotation = OwnAnnotation.omit({ outcome: true }).extend({
  speaker: Speaker,
  contributionId: Annotation.shape.contributionId,
  /** The language of the draft. */
  language: z.string(),
  /** Its first targets on the draft on which it was made. */
  targets: z.array(CitedTarget),
  quote: z.string(),
  /** The whole comment, or the justification of a proposal. */
  text: z.string(),
  proposed: Proposed.optional(),
  decision: Decision.pick({ outcome: true, reason: true, at: true })
    .extend({
      /** The author of the amendment with which it is accepted. */
      asAmendedBy: Speaker.optional(),
    })
    .nullable(),
  /** The uptake of a proposal in the latest later draft. */
  uptake: z.object({ extent: UptakeExtent, isCorrected: z.boolean() }).nullable(),
  /** Number of open replies that the reader may see. */
  replies: z.int(),
});
export type SourceAnnotation = z.infer<typeof SourceAnnotation>;

/** Shared by both answers: the list, and what is known of the whole. */
const listed = {
  ...partOf(SourceAnnotation).omit({ total: true }).shape,
  /** Whether the forum hides from the reader which comments belong to this source. */
  isHidden: z.boolean(),
  /** Number of submitted comments and proposals. Null if some may be hidden from the reader, or if there are many authors. */
  totals: z.record(AnnotationKind, z.int()).nullable(),
};

/** A person and their comments. */
export const PersonAnnotations = z.object({
  ...listed,
  /** People without an account see what their latest comment shows: no role, and the group and organisation of then. */
  person: Participant.pick({ id: true, name: true, group: true }).extend({
    organisation: SpeakingOrganisation.nullable(),
    role: Participant.shape.role.nullable(),
  }),
});
export type PersonAnnotations = z.infer<typeof PersonAnnotations>;

/** An organisation and the comments that were made or co-signed for it. */
export const OrganisationAnnotations = z.object({
  ...listed,
  organisation: Organisation.extend({
    /** Other names under which it commented. */
    formerNames: z.array(z.string()),
    /** Its people who commented, by name. */
    people: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
});
export type OrganisationAnnotations = z.infer<typeof OrganisationAnnotations>;

const query = z.object({
  ...cursorQuery,
  size: cursorQuery.size.default(20),
  kind: AnnotationKind.optional(),
  /** Id of a document. */
  document: z.string().optional(),
  outcome: OutcomeFilter.optional(),
});

/** The operations of the pages of people and organisations. */
export const sourceOperations = {
  getPersonAnnotations: operation({
    method: "get",
    path: "/people/{author}/annotations",
    summary:
      "A person, and their comments and proposals in all documents, latest first, with decision, location and uptake; drafts only for themselves",
    action: "read-forum",
    params: z.object({ author: z.string() }),
    query,
    answer: { kind: "json", schema: PersonAnnotations },
    problems: ["not-signed-in", "not-found", "invalid-request"],
    costly: true,
  }),
  getOrganisationAnnotations: operation({
    method: "get",
    path: "/organisations/{organisation}/annotations",
    summary: "An organisation, and the comments and proposals that were made or co-signed for it, in the same way",
    action: "read-forum",
    params: z.object({ organisation: z.string() }),
    query,
    answer: { kind: "json", schema: OrganisationAnnotations },
    problems: ["not-signed-in", "not-found", "invalid-request"],
    costly: true,
  }),
};
