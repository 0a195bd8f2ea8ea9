import * as z from "zod";
import { Organisation } from "#core/access/people.ts";
import { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { Reason } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { ShownReply } from "#core/contract/reply-operations.ts";
import { Annotation } from "#core/discuss/annotation.ts";

/** An annotation that awaits clearance, or a reply to one. */
export const AwaitingClearance = z.object({
  placed: PlacedAnnotation,
  /** The reply of this thread that waits. Null if the annotation itself waits. */
  reply: ShownReply.nullable(),
  /**
   * When the consultation on its version closed (ISO 8601, UTC). It was not published then, and is late if it is
   * cleared now. Null if it is still on time.
   */
  closedAt: z.iso.datetime().nullable(),
});
export type AwaitingClearance = z.infer<typeof AwaitingClearance>;

/** An annotation or reply that a coordinator sent back, and that is a private draft since. */
export const SentBack = z.object({
  /** Id of the annotation or reply. */
  id: z.string(),
  isReply: z.boolean(),
  documentId: z.string(),
  /** Address of the version on which the annotation was made, or the one to which the reply belongs. */
  madeOn: z.string(),
  /** Name of its author. */
  author: z.string(),
  /** Name of the coordinator. Null if that person is no longer known. */
  by: z.string().nullable(),
  at: z.iso.datetime(),
  /** The annotation, or the one to which the reply belongs. Null for everybody but the author. */
  own: PlacedAnnotation.nullable(),
  /** The reply. Null for an annotation, and for everybody but the author. */
  reply: ShownReply.nullable(),
});
export type SentBack = z.infer<typeof SentBack>;

/** An organisation's rules for the comments of its members. Omitted fields keep their value. */
export const ClearanceRules = Organisation.pick({ clearance: true, firstVisibility: true });
export type ClearanceRules = z.infer<typeof ClearanceRules>;

const AnnotationParams = z.object({ annotation: z.string() });
const ReplyParams = z.object({ reply: z.string() });

/** Clearing the comments of an organisation, and its rules for them. */
export const clearanceOperations = {
  getClearance: operation({
    method: "get",
    path: "/clearance",
    summary: "What awaits clearance: the reader's own, and as coordinator the organisation's",
    action: "read-clearance",
    answer: { kind: "json", schema: z.array(AwaitingClearance) },
    problems: ["not-signed-in"],
  }),
  getSentBack: operation({
    method: "get",
    path: "/clearance/sent-back",
    summary: "What was sent back instead of cleared: the reader's own, and for a coordinator only that it exists",
    action: "read-clearance",
    answer: { kind: "json", schema: z.array(SentBack) },
    problems: ["not-signed-in"],
  }),
  clearAnnotation: operation({
    method: "post",
    path: "/annotations/{annotation}/clear",
    summary: "Clear an annotation for one's organisation, which submits it",
    action: "clear-annotation",
    params: AnnotationParams,
    body: z.object({ revision: Annotation.shape.revision }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  sendBackAnnotation: operation({
    method: "post",
    path: "/annotations/{annotation}/send-back",
    summary: "Send an annotation back to its author with a note, instead of clearing it",
    action: "clear-annotation",
    params: AnnotationParams,
    body: z.object({ note: Reason }),
    answer: { kind: "nothing" },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  undoClearing: operation({
    method: "post",
    path: "/annotations/{annotation}/undo-clearing",
    summary: "Undo one's own clearance within a minute, if nobody has acted on it; it leaves no public trace",
    action: "undo-clearing",
    params: AnnotationParams,
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  clearReply: operation({
    method: "post",
    path: "/replies/{reply}/clear",
    summary: "Clear a reply for one's organisation, which adds it to the thread",
    action: "clear-reply",
    params: ReplyParams,
    body: z.object({ revision: Annotation.shape.revision }),
    answer: { kind: "json", schema: ShownReply },
    problems: ["not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  sendBackReply: operation({
    method: "post",
    path: "/replies/{reply}/send-back",
    summary: "Send a reply back to its author with a note, instead of clearing it",
    action: "clear-reply",
    params: ReplyParams,
    body: z.object({ note: Reason }),
    answer: { kind: "nothing" },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  undoClearingReply: operation({
    method: "post",
    path: "/replies/{reply}/undo-clearing",
    summary: "Undo one's own clearance of a reply within a minute; it leaves no public trace",
    action: "undo-clearing",
    params: ReplyParams,
    answer: { kind: "json", schema: ShownReply },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  setClearance: operation({
    method: "patch",
    path: "/organisations/{organisation}/clearance",
    summary: "Set whether a coordinator clears an organisation's comments, and the first visibility of a new one",
    action: "set-clearance",
    params: z.object({ organisation: z.string() }),
    body: ClearanceRules,
    answer: { kind: "json", schema: Organisation },
    problems: ["not-allowed", "not-found"],
  }),
};
