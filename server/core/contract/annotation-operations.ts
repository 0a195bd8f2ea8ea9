import * as z from "zod";
import { Annotation, AnnotationKind, EarlierWording, ChangeSubject, Visibility } from "#core/discuss/annotation.ts";
import { DecisionRecord } from "#core/outcome/decision.ts";
import { Placement } from "#core/place/placement.ts";
import { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { Settlement } from "#core/place/settlement.ts";
import { Speaker } from "#core/discuss/speaker.ts";
import { HolderPosition } from "#core/outcome/holder-position.ts";
import { Target } from "#core/discuss/target.ts";
import { TextCursor } from "#core/discuss/text-order.ts";
import { Proposed } from "#core/propose/proposal-segment.ts";
import { commaSeparated, LongText, Reason } from "#core/contract/fields.ts";
import { operation } from "#core/contract/operation.ts";
import { ShownReply } from "#core/contract/reply-operations.ts";

/** An annotation on the version it is shown on, with its placement, its thread and the reader's permissions. */
export const PlacedAnnotation = z.object({
  annotation: Annotation,
  /** Address of the version on which it was made. */
  madeOn: z.string(),
  /** Whether it was submitted after the consultation on that version closed. */
  late: z.boolean(),
  placement: Placement,
  /** Its operations as a redline of the version on which it was made. Absent if the reader sees none. */
  proposed: Proposed.optional(),
  replies: z.array(ShownReply),
  /** The organisations' positions on it, from the replies shown. */
  positions: z.array(HolderPosition),
  /** The decision of the secretariat or the chair. Null if there never was one. */
  decision: DecisionRecord.nullable(),
  /** People's decisions on its placement on this version. Null if there never was one. */
  settlement: Settlement.nullable(),
  may: z.object({
    edit: z.boolean(),
    withdraw: z.boolean(),
    hide: z.boolean(),
    /** Undo a withdrawal or a hiding. */
    reinstate: z.boolean(),
    erase: z.boolean(),
    reply: z.boolean(),
    /** Decide on it, or revise or revoke the decision. */
    decide: z.boolean(),
    /** Confirm co-signing for one's own organisation, which the author named as a co-signer. */
    confirmJoint: z.boolean(),
    /** Remove one's own organisation as a co-signer. */
    leaveJoint: z.boolean(),
    /** Co-sign it for one's own organisation. */
    signOn: z.boolean(),
    /** Remove another organisation as a co-signer of one's own annotation. */
    removeJoint: z.boolean(),
    /** Confirm, choose or give up its placement on this version. */
    settle: z.boolean(),
    /** Clear it for submission, or send it back to its author. */
    clear: z.boolean(),
  }),
});
export type PlacedAnnotation = z.infer<typeof PlacedAnnotation>;

/** Permissions with every action denied. */
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
  clear: false,
};

/**
 * A new annotation. The client chooses its id (a UUID), so that a retry does not create a second one. Rejects an empty
 * comment, a proposal without operations, and a target that does not fit the version's text.
 */
export const NewAnnotation = z.object({
  id: z.uuid(),
  kind: Annotation.shape.kind,
  type: Annotation.shape.type,
  targets: z.array(Target).min(1).max(200),
  /**
   * Ids or addresses of two versions of the document, if the annotation is about a change between them. One of them
   * must be the annotated version.
   */
  change: ChangeSubject.nullable().optional(),
  text: LongText,
  operations: z.array(ProposalOperation).max(200),
  visibility: Visibility,
  /** Id of the circle it is shared with, if its visibility is "circle". */
  circle: Annotation.shape.circleId.optional(),
  /**
   * Commenting for an organisation requires membership of one. Commenting as chair or secretariat requires that role.
   */
  capacity: Speaker.shape.capacity,
  /** Ids of other organisations to co-sign. Each receives a request, and is not shown before it confirms. */
  jointly: z.array(z.string()).max(50),
});
export type NewAnnotation = z.infer<typeof NewAnnotation>;

/** An edit of an annotation. Omitted fields keep their value. `revision` is the revision that the edit is based on. */
export const AnnotationEdit = z.object({
  revision: Annotation.shape.revision,
  type: Annotation.shape.type.optional(),
  /** Its new targets, on the version it was made on. */
  targets: z.array(Target).min(1).max(200).optional(),
  text: LongText.optional(),
  operations: z.array(ProposalOperation).max(200).optional(),
  /**
   * Shares a draft more widely, or submits it. Narrowing it later does not take it back from those who have read it.
   */
  visibility: Visibility.optional(),
  /** Id of the circle to share it with, if the visibility becomes "circle". */
  circle: Annotation.shape.circleId.optional(),
});
export type AnnotationEdit = z.infer<typeof AnnotationEdit>;

/** The result of submitting one of several drafts. */
const SubmittedDraft = z.object({
  annotation: z.string(),
  /** Its visibility now: "clearance" if a coordinator must clear it first. Null if it could not be submitted. */
  visibility: Visibility.nullable(),
  /** The code of the problem why it could not be submitted; null if it was. */
  problem: z.string().nullable(),
});
export type SubmittedDraft = z.infer<typeof SubmittedDraft>;

const AnnotationParams = z.object({ annotation: z.string() });

/**
 * The lists of a version's annotations: beside its text, on the whole document, and unplaced. "drafts" are those that
 * are not submitted, wherever they are.
 */
export const AnnotationList = z.enum(["text", "general", "unplaced", "drafts"]);
export type AnnotationList = z.infer<typeof AnnotationList>;

/** Maximum number of annotations in one answer that is paged. */
const largestPage = 500;

/** Selects annotations of a version. All conditions apply. */
const AnnotationPageQuery = z.object({
  /** Only those in a list. */
  list: AnnotationList.optional(),
  /** Only those beside the text that begin in this clause or a later one. */
  from: z.string().optional(),
  /** Only those beside the text that begin in this clause or an earlier one. */
  to: z.string().optional(),
  /** Only the one with this id. */
  annotation: z.string().optional(),
  /** Only those with these ids, and those with replies that have them (comma-separated). */
  ids: commaSeparated(z.array(z.string()).max(100)),
  /** Begins after the page whose `next` this is. */
  after: TextCursor.optional(),
  limit: z.coerce.number().int().min(1).max(largestPage).default(100),
});

/** Annotations of a version in text order. */
export const AnnotationPage = z.object({
  annotations: z.array(PlacedAnnotation),
  /**
   * Names the next page; null after the last one. It is a position in the text, so comments that are added or removed
   * meanwhile neither repeat nor skip others.
   */
  next: TextCursor.nullable(),
});
export type AnnotationPage = z.infer<typeof AnnotationPage>;

/** Numbers of the annotations on a version that the reader may see. */
export const AnnotationCounts = z.object({
  /** All, in every state. */
  total: z.int().nonnegative(),
  /** The open ones, by list. */
  open: z.object({ text: z.int(), general: z.int(), unplaced: z.int() }),
  /** The clauses in which annotations begin, in text order. */
  clauses: z.array(
    z.object({
      clause: z.string(),
      /** All, in every state. */
      count: z.int().positive(),
      /** The open ones, by kind. */
      open: z.record(AnnotationKind, z.int().nonnegative()),
    }),
  ),
});
export type AnnotationCounts = z.infer<typeof AnnotationCounts>;

export const annotationOperations = {
  getAnnotations: operation({
    method: "get",
    path: "/versions/{version}/annotations",
    summary:
      "All annotations of this version and earlier ones that the reader may see, placed on this version, oldest first",
    action: "read-version",
    params: z.object({ version: z.string() }),
    answer: { kind: "json", schema: z.array(PlacedAnnotation) },
    problems: ["not-found", "not-allowed"],
  }),
  getAnnotationPage: operation({
    method: "get",
    path: "/versions/{version}/annotations/page",
    summary: "A page of the annotations on this version that the reader may see, in text order",
    action: "read-version",
    params: z.object({ version: z.string() }),
    query: AnnotationPageQuery,
    answer: { kind: "json", schema: AnnotationPage },
    problems: ["not-found", "not-allowed", "invalid-request"],
  }),
  getAnnotationCounts: operation({
    method: "get",
    path: "/versions/{version}/annotations/counts",
    summary: "The numbers of annotations on this version that the reader may see, by clause and list",
    action: "read-version",
    params: z.object({ version: z.string() }),
    answer: { kind: "json", schema: AnnotationCounts },
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
      "id-in-use",
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
  submitDrafts: operation({
    method: "post",
    path: "/annotations/submit",
    summary: "Submit several of one's own drafts; each as `editAnnotation` does, with a result of its own",
    action: "annotate",
    body: z.object({ annotations: z.array(z.string()).min(1).max(100) }),
    answer: { kind: "json", schema: z.array(SubmittedDraft) },
    problems: ["not-signed-in", "not-allowed", "invalid-request"],
  }),
  withdrawAnnotation: operation({
    method: "post",
    path: "/annotations/{annotation}/withdraw",
    summary: "Withdraw one's own annotation; `reinstateAnnotation` undoes this",
    action: "withdraw-annotation",
    params: AnnotationParams,
    body: z.object({
      reason: z.string().trim().max(2000),
      /**
       * Whether this undoes the submission. Within a minute, and if nobody has acted on it, the annotation becomes a
       * private draft again and leaves no public trace.
       */
      undo: z.boolean().optional(),
    }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  getJointRequests: operation({
    method: "get",
    path: "/joint-requests",
    summary: "The annotations that the reader's organisation is asked to co-sign",
    action: "read-forum",
    answer: { kind: "json", schema: z.array(PlacedAnnotation) },
    problems: [],
  }),
  getMentions: operation({
    method: "get",
    path: "/mentions",
    summary: "The last 50 annotations that mention the reader, in their text or in a reply, latest first",
    action: "read-participants",
    answer: { kind: "json", schema: z.array(PlacedAnnotation) },
    problems: ["not-signed-in"],
  }),
  confirmJoint: operation({
    method: "post",
    path: "/annotations/{annotation}/confirm-joint",
    summary: "Confirm co-signing for one's organisation; a later edit requires a new confirmation",
    action: "confirm-joint",
    params: AnnotationParams,
    body: z.object({ revision: Annotation.shape.revision }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-allowed", "not-found", "revision-conflict", "wrong-state"],
  }),
  leaveJoint: operation({
    method: "post",
    path: "/annotations/{annotation}/leave-joint",
    summary: "Remove one's organisation as a co-signer, whether or not it has confirmed",
    action: "leave-joint",
    params: AnnotationParams,
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-allowed", "not-found", "wrong-state"],
  }),
  reinstateAnnotation: operation({
    method: "post",
    path: "/annotations/{annotation}/reinstate",
    summary: "Undo a withdrawal (author) or a hiding (secretariat)",
    action: "reinstate",
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
    summary: "Erase an annotation after a legal demand, leaving a tombstone; cannot be undone",
    action: "erase-annotation",
    params: AnnotationParams,
    body: z.object({ reason: Reason }),
    answer: { kind: "json", schema: PlacedAnnotation },
    problems: ["not-allowed", "not-found"],
  }),
  getEarlierWordings: operation({
    method: "get",
    path: "/annotations/{annotation}/wordings",
    summary: "Earlier texts and targets of an annotation, as the reader could see them at the time, oldest first",
    action: "read-annotation",
    params: AnnotationParams,
    answer: { kind: "json", schema: z.array(EarlierWording) },
    problems: ["not-found"],
    costly: true,
  }),
  getPlacements: operation({
    method: "get",
    path: "/annotations/{annotation}/placements",
    summary: "The placement of an annotation on every later version",
    action: "read-annotation",
    params: AnnotationParams,
    answer: { kind: "json", schema: z.array(z.object({ version: z.string(), placement: Placement })) },
    problems: ["not-found"],
    costly: true,
  }),
};
