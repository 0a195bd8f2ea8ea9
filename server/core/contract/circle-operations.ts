import * as z from "zod";
import { Circle } from "#core/access/people.ts";
import { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { ForumEvent } from "#core/contract/event-operations.ts";
import { operation } from "#core/contract/operation.ts";

/** A circle as somebody is shown it. */
export const ShownCircle = Circle.extend({
  /** How many drafts are shared with it, which an organisation that is taken in reads too; null for who may not read them. */
  drafts: z.number().int().nonnegative().nullable(),
  may: z.object({
    /** Change its name and its organisations, or dissolve it. */
    manage: z.boolean(),
    /** Take one's organisation out of it. */
    leave: z.boolean(),
  }),
});
export type ShownCircle = z.infer<typeof ShownCircle>;

/** A circle's name and organisations. Whoever makes one for an organisation names that too. */
export const CircleFields = Circle.pick({ name: true, organisationIds: true });
export type CircleFields = z.infer<typeof CircleFields>;

/** An organisation that reads what one shared with a circle before it was taken into that. */
export const NewReader = z.object({
  circle: Circle.pick({ id: true, name: true }),
  /** Id of the organisation. */
  organisation: z.string(),
  /** When it was taken in. */
  at: z.iso.datetime(),
  /** Id of the participant who took it in; null for the program itself. */
  by: z.string().nullable(),
  /** One's drafts that the circle had by then, each on the version it was made on. */
  drafts: z.array(PlacedAnnotation),
});
export type NewReader = z.infer<typeof NewReader>;

const CircleParams = z.object({ circle: z.string() });

export const circleOperations = {
  getCircles: operation({
    method: "get",
    path: "/circles",
    summary: "The circles of one's organisation; for the secretariat, all",
    action: "read-participants",
    answer: { kind: "json", schema: z.array(ShownCircle) },
    problems: ["not-signed-in"],
  }),
  getNewReaders: operation({
    method: "get",
    path: "/circles/new-readers",
    summary: "Which organisations read drafts of one's own since they were taken into the circle that has them",
    action: "read-participants",
    answer: { kind: "json", schema: z.array(NewReader) },
    problems: ["not-signed-in"],
  }),
  streamCircles: operation({
    method: "get",
    path: "/circles/stream",
    summary: "What happens to those circles, as server-sent events; Last-Event-ID resumes",
    action: "read-participants",
    answer: { kind: "events", schema: ForumEvent },
    problems: ["not-signed-in", "too-many-streams"],
  }),
  makeCircle: operation({
    method: "post",
    path: "/circles",
    summary: "Make a circle of organisations that share drafts",
    action: "make-circle",
    /** The client names its id, so that sending it again makes no second one. */
    body: CircleFields.extend({ id: z.uuid() }),
    answer: { kind: "json", schema: ShownCircle, status: 201 },
    problems: ["not-signed-in", "not-allowed", "invalid-request", "already-exists"],
  }),
  changeCircle: operation({
    method: "patch",
    path: "/circles/{circle}",
    summary:
      "Change the name or the organisations of a circle; who leaves reads its drafts no more, who comes in reads them all",
    action: "manage-circle",
    params: CircleParams,
    body: CircleFields.partial(),
    answer: { kind: "json", schema: ShownCircle },
    problems: ["not-signed-in", "not-allowed", "not-found", "invalid-request"],
  }),
  leaveCircle: operation({
    method: "post",
    path: "/circles/{circle}/leave",
    summary: "Take one's organisation out of a circle",
    action: "leave-circle",
    params: CircleParams,
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  dissolveCircle: operation({
    method: "delete",
    path: "/circles/{circle}",
    summary: "Dissolve a circle; drafts shared with it are their authors' alone",
    action: "manage-circle",
    params: CircleParams,
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
};
