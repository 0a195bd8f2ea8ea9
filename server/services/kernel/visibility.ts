import type { Contribution } from "#core/receive/contribution.ts";
import type { Forum } from "#core/access/forum.ts";
import type { Circle } from "#core/access/people.ts";
import {
  type Actor,
  can,
  type ContributionAccess,
  type CommentAccess,
  representedBy,
} from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import { nobody, organisationsBehind, type Speaker } from "#core/discuss/speaker.ts";
import { type Consultation, consultationState } from "#core/outcome/consultation.ts";
import { type HolderPosition, holderPositions } from "#core/outcome/holder-position.ts";
import type { Placement } from "#core/place/placement.ts";
import type { PlaceAct, Settlement } from "#core/place/settlement.ts";
import type { KeptReply, KeptSettlement } from "../../store/collections.ts";
import { dueClosing } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "./context.ts";
import { type Logos, withLogos } from "./known-logos.ts";

/** The actor, and the facts that decide which annotations are visible to them, read at one moment. */
export interface Viewer {
  actor: Actor;
  /** The organisations of the actor's circles, and of those in which the actor shares a draft, by the circle's id. */
  circles: ReadonlyMap<string, readonly string[]>;
  /**
   * Ids of versions with a running blind consultation, on which submissions by other organisations are not visible yet.
   */
  blind: ReadonlySet<string>;
  /** Whether the forum shows the sources of comments. */
  sources: Forum["sources"];
}

/** The viewer of one document's annotations. */
export interface DocumentViewer extends Viewer {
  /** Closing times of the document's consultations, by version id. Versions without a consultation are missing. */
  closing: ReadonlyMap<string, string>;
  /** The logos of organisations, for the sources that the actor may see. */
  logos: Logos;
}

/** Reads the facts about the actor at this moment. */
export async function readViewer(context: Pick<Context, "now">, reader: Reader, actor: Actor): Promise<Viewer> {
  const facts = await readViewerFacts(reader, actor);
  return viewerAt(facts, actor, context.now());
}

/** Reads the facts about the actor at this moment, and those about a document. */
export async function readDocumentViewer(
  context: Pick<Context, "now" | "logos">,
  reader: Reader,
  actor: Actor,
  documentId: string,
): Promise<DocumentViewer> {
  const [viewer, consultations, logos] = await Promise.all([
    readViewer(context, reader, actor),
    reader.list("consultations", { documentId }),
    context.logos.read(reader),
  ]);
  const closing = consultations.flatMap(({ id, current }) => (current ? [[id, current.closesAt] as const] : []));
  return { ...viewer, closing: new Map(closing), logos };
}

/** The records that decide who may see what. */
interface ViewerFacts {
  forum: Forum | undefined;
  circles: readonly Circle[];
  /** Those that can be running. */
  consultations: readonly Consultation[];
}

/** Reads the records that decide what an actor may see. */
export async function readViewerFacts(reader: Reader, actor: Actor): Promise<ViewerFacts> {
  const [[forum], circles, consultations] = await Promise.all([
    reader.list("forum"),
    circlesAround(reader, actor),
    reader.list("consultations", { closing: dueClosing }),
  ]);
  return { forum, circles, consultations };
}

/** Reads the circles of the actor's organisations, and those in which the actor shares a draft. */
async function circlesAround(reader: Reader, actor: Actor): Promise<Circle[]> {
  const { participantId } = actor;
  const [drafts, ...own] = await Promise.all([
    participantId === null ? [] : reader.list("annotations", { sharedBy: participantId }),
    ...representedBy(actor).map((organisationId) => reader.list("circles", { organisationId })),
  ]);
  const found = new Map(own.flat().map((circle) => [circle.id, circle]));
  const others = new Set(drafts.flatMap(({ circleId }) => (circleId === null || found.has(circleId) ? [] : circleId)));
  for (const circle of await Promise.all([...others].map((id) => reader.get("circles", id))))
    if (circle) found.set(circle.id, circle);
  return [...found.values()];
}

/** Returns the facts about an actor at a moment. */
export function viewerAt({ forum, circles, consultations }: ViewerFacts, actor: Actor, now: Date): Viewer {
  return {
    actor,
    circles: new Map(circles.map(({ id, organisationIds }) => [id, organisationIds])),
    blind: blindAmong(consultations, now),
    sources: forum?.sources ?? "shown",
  };
}

/** Returns the ids of the versions with a running blind consultation. */
export function blindAmong(consultations: readonly Consultation[], now: Date): Set<string> {
  const blind = consultations.filter(({ current }) => current?.blind && consultationState(current, now) !== "closed");
  return new Set(blind.map(({ id }) => id));
}

/**
 * Whether the actor may see that an annotation exists. A draft that was withdrawn before submission exists only for its
 * author. Nobody else may learn about it.
 */
export function mayKnow(viewer: Viewer, annotation: Annotation): boolean {
  if (!mayRead(viewer, annotation, annotation)) return false;
  return annotation.visibility === "submitted" || mayReadText(viewer.actor, annotation, annotation);
}

/** Returns `mayKnow` for many annotations. It asks once for all that are submitted on a version, if anybody's are open. */
export function knownTo(viewer: Viewer): (annotation: Annotation) => boolean {
  const openVersions = new Map<string, boolean>();
  return (annotation) => {
    const { visibility, versionId } = annotation;
    if (visibility !== "submitted") return mayKnow(viewer, annotation);
    let isOpen = openVersions.get(versionId);
    if (isOpen === undefined) openVersions.set(versionId, (isOpen = mayKnowAnyones(viewer, versionId)));
    return isOpen || mayKnow(viewer, annotation);
  };
}

/** Whether the actor may see the submitted annotations of everybody on a version. */
export function mayKnowAnyones({ actor, blind }: Pick<Viewer, "actor" | "blind">, versionId: string): boolean {
  const statement = { speaker: nobody, visibility: "submitted", createdAt: "" } as const;
  return can(actor, "read-annotation", { ...statement, circle: [], blind: blind.has(versionId) });
}

/**
 * Returns the annotation as the actor may see it. Its text and its source are left out if the actor may not see them.
 */
export function visibleAnnotation(viewer: DocumentViewer, annotation: Annotation): Annotation {
  const read = readableAnnotation(viewer, annotation);
  const speaker = visibleSpeaker(viewer, read.speaker);
  // Everything in one file has the same source, so a shared contribution id would link comments whose source is hidden.
  const contributionId = speaker === nobody ? null : read.contributionId;
  // A dissolved circle is shown as none. If it is restored under its id, its drafts are shared with it again.
  const circleId = viewer.circles.has(read.circleId ?? "") ? read.circleId : null;
  const { openTo, ...rest } = read;
  const isOwn = can(viewer.actor, "open-draft", read);
  return { ...rest, speaker, contributionId, circleId, ...(openTo && isOwn && { openTo }) };
}

/**
 * Returns the annotation as the actor may read it. Text and steps of a withdrawn or hidden annotation are left out, and
 * so are pending co-signers that do not concern the actor, and the file of a contribution that the actor may not know.
 * Its targets remain.
 */
export function readableAnnotation(viewer: Viewer, annotation: Annotation): Annotation {
  const { actor } = viewer;
  const { importedFrom, ...left } = annotation;
  const { speaker } = left;
  const read = can(actor, "read-awaiting", annotation) ? left : { ...left, speaker: { ...speaker, awaiting: [] } };
  const shown = {
    ...read,
    editedAt: editedSinceSubmission(annotation),
    ...(importedFrom && mayKnowFile(viewer, annotation) && { importedFrom }),
  };
  return mayReadText(actor, annotation, annotation) ? shown : { ...shown, text: "", operations: [] };
}

/** Whether the actor may know the contribution of an annotation. Its authors sent it or have rows in it. */
function mayKnowFile(viewer: Viewer, { speaker, standing, versionId }: Annotation): boolean {
  const bodyIds = organisationsBehind(speaker).map(({ id }) => id);
  const state = standing === "open" ? "taken" : "prepared";
  const access = contributionFacts(viewer, { organisationIds: [], bodyIds, state, versionId });
  return can(viewer.actor, "know-contribution", access);
}

/** Returns the time of the last edit, without those of a draft and the submission itself, which earlier versions stored. */
function editedSinceSubmission({ standing, submittedAt, editedAt }: Annotation): string | null {
  const counts = standing === "erased" || (submittedAt !== null && editedAt !== null && editedAt > submittedAt);
  return counts ? editedAt : null;
}

/** Returns the speaker with present logos, or `nobody` if the forum hides sources from the actor. */
function visibleSpeaker({ actor, sources, logos }: DocumentViewer, speaker: Speaker): Speaker {
  const isShown = sources === "shown" || can(actor, "read-hidden-source", { speaker });
  return isShown ? withLogos(logos, { speaker }).speaker : nobody;
}

/**
 * Whether the actor may see that a reply exists, given that they may see the annotation. Replies by colleagues to a
 * draft stay private after the draft is submitted, and closed to organisations to which it is opened later. A reply that
 * is not cleared is not for the annotation's author and coordinators, but for its own.
 */
export function mayKnowReply(viewer: Viewer, reply: KeptReply, annotation: Annotation): boolean {
  const { speaker, visibility, createdAt, openTo } = reply;
  const place = { ...annotation, ...(openTo && { openTo: [...openTo] }) };
  if (!isInThread(reply)) {
    return mayRead(viewer, place, { speaker, visibility, createdAt }) && mayReadText(viewer.actor, reply, reply);
  }
  return (
    mayRead(viewer, place, { speaker, visibility, createdAt }) ||
    mayRead(viewer, place, { speaker: annotation.speaker, visibility, createdAt })
  );
}

/** Whether a reply is in the thread: it needs no clearance, or has it. */
export function isInThread({ clearance }: Pick<Reply, "clearance">): boolean {
  return (clearance ?? null) === null;
}

/** Whether the actor may see a statement: an annotation, or one of its replies. */
function mayRead(
  { actor, circles, blind }: Viewer,
  { circleId, versionId, openTo }: Annotation,
  statement: CommentAccess,
): boolean {
  return can(actor, "read-annotation", {
    ...statement,
    openTo,
    circle: circles.get(circleId ?? "") ?? [],
    blind: blind.has(versionId),
  });
}

/** Returns the reply as the actor may see it. */
export function visibleReply(viewer: DocumentViewer, reply: KeptReply, annotation: Annotation): Reply {
  const read = readableReply(viewer, reply, annotation);
  return { ...read, speaker: visibleSpeaker(viewer, read.speaker) };
}

/**
 * Returns the reply as the actor may read it. Text, position and amendment of a withdrawn or hidden reply are left out.
 * An amendment repeats the wording of its proposal, so it is left out too if the actor may not read that.
 */
export function readableReply(viewer: Viewer, reply: KeptReply, annotation: Annotation): Reply {
  const { amendment, ...read } = readableWords(viewer, reply);
  const isKnown = annotation.standing !== "erased" && mayReadText(viewer.actor, annotation, annotation);
  return amendment === undefined ? read : { ...read, amendment: isKnown ? amendment : null };
}

function readableWords({ actor }: Viewer, kept: KeptReply): Reply {
  const { visibility: _visibility, openTo: _openTo, ...reply } = kept;
  if (mayReadText(actor, kept, kept)) return reply;
  const { amendment: _amendment, ...facts } = reply;
  return { ...facts, text: "", position: null };
}

/**
 * Returns the positions of organisations in the replies that the actor may read. Names and groups are removed if
 * sources are hidden.
 */
export function visiblePositions(viewer: DocumentViewer, replies: readonly KeptReply[]): HolderPosition[] {
  const standpoints = holderPositions(replies.map((reply) => withLogos(viewer.logos, readableWords(viewer, reply))));
  if (can(viewer.actor, "read-sources", viewer)) return standpoints;
  return standpoints.map((standpoint) => ({
    ...standpoint,
    holder: { kind: standpoint.holder.kind, id: "", name: "", group: nobody.group },
  }));
}

/** Returns a settlement for an actor who may see its annotation, without names if sources are hidden. */
export function visibleSettlement(
  viewer: DocumentViewer,
  { visibility: _visibility, ...settlement }: KeptSettlement,
): Settlement {
  const shown = (act: PlaceAct | null): PlaceAct | null => act && { ...act, by: visibleSpeaker(viewer, act.by) };
  return {
    ...settlement,
    current: shown(settlement.current),
    history: settlement.history.map(({ said, until }) => ({ said: shown(said), until })),
  };
}

/** Returns a placement for an actor who may see its annotation, without names if sources are hidden. */
export function visiblePlacement(viewer: DocumentViewer, placement: Placement): Placement {
  const { settled } = placement;
  return settled ? { ...placement, settled: { ...settled, by: visibleSpeaker(viewer, settled.by) } } : placement;
}

function mayReadText(
  actor: Actor,
  { standing, speaker, createdAt }: Pick<Annotation | Reply, "standing" | "speaker" | "createdAt">,
  { visibility }: Pick<Annotation, "visibility">,
): boolean {
  const statement = { speaker, visibility, createdAt };
  return standing === "open" || standing === "erased" || can(actor, "read-taken-back", statement);
}

/** Returns the facts about a contribution that decide who may see or change it. */
export function contributionFacts(
  { blind, sources }: Pick<Viewer, "blind" | "sources">,
  contribution: Pick<Contribution, "organisationIds" | "state" | "versionId"> & Partial<Pick<Contribution, "bodyIds">>,
): ContributionAccess {
  const { organisationIds, bodyIds = [], state, versionId } = contribution;
  const isBlind = versionId !== null && blind.has(versionId);
  return { organisationIds, bodyIds, imported: state === "taken", blind: isBlind, sources };
}
