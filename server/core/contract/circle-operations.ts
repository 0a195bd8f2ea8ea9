import * as z from "zod";
import { Circle, Organisation } from "#core/access/people.ts";
import { NewAnnotation, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { ForumEvent } from "#core/contract/event-operations.ts";
import { cursorQuery, partOf } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { Annotation } from "#core/discuss/annotation.ts";
import { OneLine } from "#core/text/one-line.ts";

/** A circle as shown to the reader. */
export const ShownCircle = Circle.extend({
  /**
   * Number of drafts shared with it that the reader may read. A newly added organisation reads them once their authors
   * agree. Null if the reader is not in the circle.
   */
  drafts: z.number().int().nonnegative().nullable(),
  may: z.object({
    /** Change its name and its organisations, or dissolve it. */
    manage: z.boolean(),
    /** Remove one's own organisation from it. */
    leave: z.boolean(),
  }),
});
export type ShownCircle = z.infer<typeof ShownCircle>;

/** A part of the list of circles. */
export const ListedCircles = partOf(ShownCircle).extend({
  /** The organisations in these circles, and those that they were made for. Each once, without order. */
  organisations: z.array(Organisation.pick({ id: true, shortName: true, logo: true })),
});
export type ListedCircles = z.infer<typeof ListedCircles>;

/**
 * A circle's name and organisations. A person who creates a circle for an organisation must include that organisation.
 */
export const CircleFields = Circle.pick({ organisationIds: true }).extend({ name: OneLine.max(100) });
export type CircleFields = z.infer<typeof CircleFields>;

/** An organisation that joined a circle after the reader had shared drafts with it. */
export const NewReader = z.object({
  circle: Circle.pick({ id: true, name: true }),
  /** Id of the organisation. */
  organisation: z.string(),
  /** When it was added to the circle. */
  at: z.iso.datetime(),
  /** Id of the participant who added it. Null for the program itself. */
  by: z.string().nullable(),
  /**
   * The reader's drafts that were shared with the circle before, each on the version it was made on. Those that are not
   * among `waiting` are open to the organisation, or were until it left.
   */
  drafts: z.array(PlacedAnnotation),
  /** Ids of the drafts that wait for the reader to agree. */
  waiting: z.array(z.string()),
  /** Whether the organisation has left the circle since. */
  hasLeft: z.boolean(),
});
export type NewReader = z.infer<typeof NewReader>;

const CircleParams = z.object({ circle: z.string() });

export const circleOperations = {
  getCircles: operation({
    method: "get",
    path: "/circles",
    summary: "The circles of one's organisation, or all circles for the secretariat",
    action: "read-participants",
    query: z.object({
      ...cursorQuery,
      /** Only those of one's organisation. */
      own: z.stringbool().default(false),
    }),
    answer: { kind: "json", schema: ListedCircles },
    problems: ["not-signed-in", "invalid-request"],
  }),
  getNewReaders: operation({
    method: "get",
    path: "/circles/new-readers",
    summary:
      "Organisations that joined a circle after one's drafts were shared, with the drafts that wait for one's consent",
    action: "read-participants",
    answer: { kind: "json", schema: z.array(NewReader) },
    problems: ["not-signed-in"],
  }),
  streamCircles: operation({
    method: "get",
    path: "/circles/stream",
    summary: "Events of these circles, as server-sent events; Last-Event-ID resumes",
    action: "read-participants",
    answer: { kind: "events", schema: ForumEvent },
    problems: ["not-signed-in", "too-many-streams"],
  }),
  makeCircle: operation({
    method: "post",
    path: "/circles",
    summary: "Create a circle of organisations that share drafts",
    action: "make-circle",
    /** The client chooses the id, so that a retry does not create a second circle. */
    body: CircleFields.extend({ id: z.uuid() }),
    answer: { kind: "json", schema: ShownCircle, status: 201 },
    problems: ["not-signed-in", "not-allowed", "invalid-request", "already-exists"],
  }),
  changeCircle: operation({
    method: "patch",
    path: "/circles/{circle}",
    summary:
      "Change a circle's name or organisations; added ones read what is shared later, and earlier drafts with consent",
    action: "manage-circle",
    params: CircleParams,
    body: CircleFields.partial(),
    answer: { kind: "json", schema: ShownCircle },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
  }),
  leaveCircle: operation({
    method: "post",
    path: "/circles/{circle}/leave",
    summary: "Remove one's organisation from a circle",
    action: "leave-circle",
    params: CircleParams,
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  dissolveCircle: operation({
    method: "delete",
    path: "/circles/{circle}",
    summary: "Dissolve a circle; only their authors can still read the drafts shared with it",
    action: "manage-circle",
    params: CircleParams,
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
};

/** One annotation made from several drafts, on behalf of the organisation. */
export const Consolidation = NewAnnotation.omit({ capacity: true }).extend({
  /** Ids of drafts by members of the organisation, all on the same version. */
  drafts: z.array(z.string()).min(1).max(200),
});
export type Consolidation = z.infer<typeof Consolidation>;

export const jointOperations = {
  consolidateDrafts: operation({
    method: "post",
    path: "/versions/{version}/consolidation",
    summary: "Combine an organisation's drafts into one annotation; they cannot be edited while it exists",
    action: "consolidate",
    params: z.object({ version: z.string() }),
    body: Consolidation,
    answer: { kind: "json", schema: PlacedAnnotation, status: 201 },
    problems: [
      "not-signed-in",
      "not-allowed",
      "not-found",
      "invalid-request",
      "target-not-in-version",
      "proposal-not-applicable",
      "wrong-state",
      "already-exists",
      "id-in-use",
    ],
  }),
  signOn: operation({
    method: "post",
    path: "/annotations/{annotation}/sign-on",
    summary: "Co-sign another's annotation for one's organisation; `leaveJoint` undoes this",
    action: "sign-on",
    params: z.object({ annotation: z.string() }),
    body: z.object({ revision: Annotation.shape.revision }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-signed-in", "not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  removeJoint: operation({
    method: "delete",
    path: "/annotations/{annotation}/jointly/{organisation}",
    summary: "Remove another organisation as a co-signer of one's own annotation",
    action: "remove-joint",
    params: z.object({ annotation: z.string(), organisation: z.string() }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-signed-in", "not-allowed", "not-found", "wrong-state"],
  }),
};
