import * as z from "zod";
import { Circle } from "#core/access/circle.ts";
import { ForumEvent } from "#core/contract/event-operations.ts";
import { operation } from "#core/contract/operation.ts";

/** A circle as somebody is shown it. */
export const ShownCircle = Circle.extend({
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
  streamCircles: operation({
    method: "get",
    path: "/circles/stream",
    summary: "What happens to those circles, as server-sent events; Last-Event-ID resumes",
    action: "read-participants",
    answer: { kind: "events", schema: ForumEvent },
    problems: ["not-signed-in"],
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
    summary: "Change the name or the organisations of a circle; who leaves reads its drafts no more",
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
