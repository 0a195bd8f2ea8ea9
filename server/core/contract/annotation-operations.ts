import * as z from "zod";
import { Annotation, EarlierWording, SpokenChange, Visibility } from "#core/discuss/annotation.ts";
import { Disposition } from "#core/outcome/disposition.ts";
import { Placement } from "#core/place/placement.ts";
import { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { Settlement } from "#core/place/settlement.ts";
import { Speaker } from "#core/discuss/speaker.ts";
import { Standpoint } from "#core/outcome/standpoint.ts";
import { Target } from "#core/discuss/target.ts";
import { LongText, Reason } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { ShownReply } from "#core/contract/reply-operations.ts";

/** An annotation as it stands on the version it is shown on, with its thread and what the reader may do to it. */
export const PlacedAnnotation = z.object({
  annotation: Annotation,
  /** Address of the version it was made on. */
  madeOn: z.string(),
  /** It was submitted after the consultation on that version closed. */
  late: z.boolean(),
  placement: Placement,
  replies: z.array(ShownReply),
  /** Where organisations stand on it, by the replies shown. */
  positions: z.array(Standpoint),
  /** What the secretariat or the chair decided on it; null where they never did. */
  disposition: Disposition.nullable(),
  /** What people said of its place on this version; null where nobody ever did. */
  settlement: Settlement.nullable(),
  may: z.object({
    edit: z.boolean(),
    withdraw: z.boolean(),
    hide: z.boolean(),
    /** Take back a withdrawal or a hiding. */
    reinstate: z.boolean(),
    erase: z.boolean(),
    reply: z.boolean(),
    /** Decide on it, revise or take back the decision. */
    decide: z.boolean(),
    /** Say yes to it for one's organisation, in whose name it was said too. */
    confirmJoint: z.boolean(),
    /** Take one's organisation's name off it. */
    leaveJoint: z.boolean(),
    /** Say the same for one's own organisation. */
    signOn: z.boolean(),
    /** Take another organisation's name off what one said. */
    removeJoint: z.boolean(),
    /** Confirm, choose or give up its place on this version. */
    settle: z.boolean(),
  }),
});
export type PlacedAnnotation = z.infer<typeof PlacedAnnotation>;

/** What somebody may do with an annotation with which they may do nothing. */
export const mayNothing: Readonly<PlacedAnnotation["may"]> = {
  edit: false,
  withdraw: false,
  hide: false,
  reinstate: false,
  erase: false,
  reply: false,
  decide: false,
  confirmJoint: false,
  leaveJoint: false,
  signOn: false,
  removeJoint: false,
  settle: false,
};

/**
 * A new annotation. The client names its id (a UUID), so that sending it again over a bad network makes no second one.
 * Refused: an empty comment; a proposal without operations; a target that does not fit the version's text.
 */
export const NewAnnotation = z.object({
  id: z.uuid(),
  kind: Annotation.shape.kind,
  type: Annotation.shape.type,
  targets: z.array(Target).min(1).max(200),
  /** Ids or addresses of two versions of the document, one of them that which is annotated, where it speaks of a change. */
  change: SpokenChange.nullable().optional(),
  text: LongText,
  operations: z.array(ProposalOperation).max(200),
  visibility: Visibility,
  /** Id of the circle it is shared with, for that visibility. */
  circle: Annotation.shape.circleId.optional(),
  /** For the organisation needs one; as chair or as secretariat needs that role. */
  capacity: Speaker.shape.capacity,
  /** Ids of other organisations that are to say it jointly: each is asked, and is not shown before it says yes. */
  jointly: z.array(z.string()).max(50),
});
export type NewAnnotation = z.infer<typeof NewAnnotation>;

/** An edit; what is left out stays. Names the revision it was made on. */
export const AnnotationEdit = z.object({
  revision: Annotation.shape.revision,
  type: Annotation.shape.type.optional(),
  /** What it speaks of from now on, on the version it was made on. */
  targets: z.array(Target).min(1).max(200).optional(),
  text: LongText.optional(),
  operations: z.array(ProposalOperation).max(200).optional(),
  /** Sharing a draft more widely, or submitting it; what others have read stays with them. */
  visibility: Visibility.optional(),
  /** Id of the circle it is shared with from now on, where the visibility becomes that. */
  circle: Annotation.shape.circleId.optional(),
});
export type AnnotationEdit = z.infer<typeof AnnotationEdit>;

const AnnotationParams = z.object({ annotation: z.string() });

export const annotationOperations = {
  getAnnotations: operation({
    method: "get",
    path: "/versions/{version}/annotations",
    summary: "Every annotation made on this version or an earlier one that the reader may see, placed on this version",
    action: "read-version",
    params: z.object({ version: z.string() }),
    answer: { kind: "json", schema: z.array(PlacedAnnotation) },
    problems: ["not-found", "not-allowed"],
  }),
  createAnnotation: operation({
    method: "post",
    path: "/versions/{version}/annotations",
    summary: "Comment on a version, or propose wording",
    action: "annotate",
    params: z.object({ version: z.string() }),
    body: NewAnnotation,
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
    ],
  }),
  getAnnotation: operation({
    method: "get",
    path: "/annotations/{annotation}",
    summary: "An annotation on the version it was made on",
    action: "read-annotation",
    params: AnnotationParams,
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-found"],
  }),
  editAnnotation: operation({
    method: "patch",
    path: "/annotations/{annotation}",
    summary: "Edit or submit an annotation",
    action: "edit-annotation",
    params: AnnotationParams,
    body: AnnotationEdit,
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: [
      "not-allowed",
      "not-found",
      "revision-conflict",
      "wrong-state",
      "target-not-in-version",
      "proposal-not-applicable",
    ],
  }),
  withdrawAnnotation: operation({
    method: "post",
    path: "/annotations/{annotation}/withdraw",
    summary: "Withdraw one's own annotation; `reinstate` takes that back",
    action: "withdraw-annotation",
    params: AnnotationParams,
    body: z.object({ reason: z.string().trim().max(2000) }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  getJointRequests: operation({
    method: "get",
    path: "/joint-requests",
    summary: "What waits for the reader's organisation to say that it says it jointly",
    action: "read-forum",
    answer: { kind: "json", schema: z.array(PlacedAnnotation) },
    problems: [],
  }),
  getMentions: operation({
    method: "get",
    path: "/mentions",
    summary:
      "What others said to the reader by name, in an annotation or an answer to it: the last fifty, latest first",
    action: "read-participants",
    answer: { kind: "json", schema: z.array(PlacedAnnotation) },
    problems: ["not-signed-in"],
  }),
  confirmJoint: operation({
    method: "post",
    path: "/annotations/{annotation}/confirm-joint",
    summary: "Say yes for one's organisation to words it was named as saying jointly; a later edit of them asks again",
    action: "confirm-joint",
    params: AnnotationParams,
    body: z.object({ revision: Annotation.shape.revision }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  leaveJoint: operation({
    method: "post",
    path: "/annotations/{annotation}/leave-joint",
    summary: "Take one's organisation's name off it, whether it had said yes or not",
    action: "leave-joint",
    params: AnnotationParams,
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  reinstateAnnotation: operation({
    method: "post",
    path: "/annotations/{annotation}/reinstate",
    summary: "Take back a withdrawal (its author) or a hiding (the secretariat)",
    action: "read-taken-back",
    params: AnnotationParams,
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  hideAnnotation: operation({
    method: "post",
    path: "/annotations/{annotation}/hide",
    summary: "Hide an annotation, with a reason that stays visible",
    action: "hide-annotation",
    params: AnnotationParams,
    body: z.object({ reason: Reason }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  eraseAnnotation: operation({
    method: "post",
    path: "/annotations/{annotation}/erase",
    summary: "Erase an annotation on legal demand, leaving a tombstone; cannot be undone",
    action: "erase-annotation",
    params: AnnotationParams,
    body: z.object({ reason: Reason }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-allowed", "not-found"],
  }),
  getEarlierWordings: operation({
    method: "get",
    path: "/annotations/{annotation}/wordings",
    summary:
      "What an annotation said and spoke of before it was edited, oldest first, as the reader could read it then",
    action: "read-annotation",
    params: AnnotationParams,
    answer: { kind: "json", schema: z.array(EarlierWording) },
    problems: ["not-found"],
    costly: true,
  }),
  getPlacements: operation({
    method: "get",
    path: "/annotations/{annotation}/placements",
    summary: "What became of an annotation on every later version",
    action: "read-annotation",
    params: AnnotationParams,
    answer: { kind: "json", schema: z.array(z.object({ version: z.string(), placement: Placement })) },
    problems: ["not-found"],
    costly: true,
  }),
};
