import { type KeptOrganisation, ownOrganisation } from "#core/access/kept-people.ts";
import type { Organisation } from "#core/access/people.ts";
import { type Actor, can } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { AwaitingClearance, ClearanceRules, SentBack } from "#core/contract/clearance-operations.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import { type Annotation, inOrder } from "#core/discuss/annotation.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { eventsOf } from "../kernel/events.ts";
import { checkOpen, checkRevision, ProblemError } from "../kernel/problem.ts";
import { readViewer, type Viewer } from "../kernel/visibility.ts";
import { findForum, findVersion } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { checkOpening } from "./check-annotation.ts";
import { findAnnotation, type FoundAnnotation, readConcerning, type Statement } from "./find-annotation.ts";
import { presentAnnotation } from "./present-annotation.ts";
import { isUntouched, undoableFor } from "./standing.ts";
import { changeReply, presentReply, storeAnnotation } from "./store-thread.ts";

/**
 * Lists what awaits clearance, oldest first, each on the version it was made on: the actor's own annotations and replies,
 * and as coordinator those of the organisation. Those that a closed consultation left behind are marked.
 * @throws ProblemError not-signed-in
 */
export async function getClearance(context: Context, actor: Actor): Promise<AwaitingClearance[]> {
  authorise(actor, "read-clearance");
  const now = context.now();
  const waiting = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    const viewer = await readViewer(context, reader, actor);
    const statements = await readConcerning(reader, viewer, "awaitingClearance");
    return Promise.all(
      inOrder(statements.filter(({ statement }) => isListed(actor, statement)).map(({ statement }) => statement)).map(
        async (statement) => {
          const reply = "annotationId" in statement ? statement : null;
          const found = await findAnnotation(context, reader, actor, reply?.annotationId ?? statement.id);
          return { found, reply: reply && presentReply(found.viewer, reply, found.annotation) };
        },
      ),
    );
  });
  return Promise.all(
    waiting.map(async ({ found, reply }) => {
      const closesAt = found.viewer.closing.get(found.annotation.versionId) ?? null;
      const isClosed = closesAt !== null && now > new Date(closesAt);
      return { placed: await presentAnnotation(context, found), reply, closedAt: isClosed ? closesAt : null };
    }),
  );
}

/** Whether a statement that awaits clearance is the actor's, or one that the actor may clear. */
function isListed(actor: Actor, statement: Annotation | KeptReply): boolean {
  const isOwn = can(actor, "annotationId" in statement ? "withdraw-reply" : "withdraw-annotation", statement);
  return statement.standing === "open" && (isOwn || mayClear(actor, statement));
}

function mayClear(actor: Actor, statement: Annotation | KeptReply): boolean {
  return can(actor, "annotationId" in statement ? "clear-reply" : "clear-annotation", statement);
}

/** Reads the annotations and replies that the viewer may clear now. */
export async function readToClear(reader: Reader, viewer: Viewer): Promise<(Annotation | KeptReply)[]> {
  // Spares all others the search: nobody else clears anything.
  if (viewer.actor.role !== "coordinator") return [];
  const statements = await readConcerning(reader, viewer, "awaitingClearance");
  return statements.flatMap(({ statement }) =>
    statement.standing === "open" && mayClear(viewer.actor, statement) ? statement : [],
  );
}

/**
 * Clears an annotation in the name of its organisation and submits it. After the consultation has closed, it is late. The
 * consent applies to the text that was read, so the input names its revision.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function clearAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string; revision: string },
): Promise<PlacedAnnotation> {
  authorise(actor, "read-clearance");
  return changeAnnotation(context, actor, input.annotation, async ({ annotation }, writer) => {
    authorise(actor, "clear-annotation", annotation);
    checkOpen(annotation);
    checkRevision(annotation, input);
    await checkOpening(context, writer, annotation.versionId);
    const submittedAt = context.now().toISOString();
    return { kind: "annotation-submitted", fields: { visibility: "submitted", submittedAt } };
  });
}

/**
 * Sends an annotation back to its author, with a note that only the author reads. It is then a private draft.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function sendBackAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string; note: string },
): Promise<void> {
  authorise(actor, "read-clearance");
  // The coordinator can no longer read it, so there is no answer to present.
  await context.store.transact(async (writer) => {
    const { annotation: before } = await findAnnotation(context, writer, actor, input.annotation);
    authorise(actor, "clear-annotation", before);
    checkOpen(before);
    const sentBack = { note: input.note, by: actor.participantId ?? "", at: context.now().toISOString() };
    const after = { ...before, visibility: "private" as const, sentBack, revision: context.newRevision() };
    await storeAnnotation(context, writer, actor, { kind: "annotation-sent-back", before, after });
  });
}

/**
 * Sets an organisation's rules for the comments of its members. They apply to what is submitted from then on; what awaits
 * clearance keeps waiting.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function setClearance(
  context: Context,
  actor: Actor,
  { organisation: id, ...rules }: { organisation: string } & ClearanceRules,
): Promise<Organisation> {
  authorise(actor, "set-clearance", { id });
  return context.store.transact(async (writer) => {
    await findForum(writer, actor);
    const before = await writer.get("organisations", id);
    if (!before) throw new ProblemError("not-found");
    const { clearance = before.clearance, firstVisibility = before.firstVisibility } = rules;
    if (clearance === before.clearance && firstVisibility === before.firstVisibility) {
      return ownOrganisation(before);
    }
    const after: KeptOrganisation = {
      ...before,
      ...(clearance && { clearance }),
      ...(firstVisibility && { firstVisibility }),
    };
    await writer.put("organisations", after);
    await writer.append({
      at: context.now().toISOString(),
      actor: actor.participantId,
      onBehalfOf: actor.organisationId,
      kind: "clearance-set",
      documentId: null,
      subject: { collection: "organisations", id },
      before,
      after,
    });
    return ownOrganisation(after);
  });
}

/**
 * Lists the annotations and replies that a coordinator sent back and that are still private drafts, latest first. Their
 * authors get them with the note. Coordinators of the organisation learn only that they are with their authors, because
 * nobody else reads a private draft.
 * @throws ProblemError not-signed-in
 */
export async function getSentBack(context: Context, actor: Actor): Promise<SentBack[]> {
  authorise(actor, "read-clearance");
  const found = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    const viewer = await readViewer(context, reader, actor);
    const concerning = await readConcerning(reader, viewer, "sentBackTo");
    const listed = concerning.filter(({ statement }) => isListedAsSentBack(actor, statement));
    return Promise.all(listed.map((returned) => readOne(context, reader, viewer, returned)));
  });
  const shown = await Promise.all(
    found.map(async ({ own, ...one }) => ({ ...one, own: own && (await presentAnnotation(context, own)) })),
  );
  return shown.toSorted((left, right) => (left.at < right.at ? 1 : -1));
}

/** Whether a statement that was sent back is the actor's, or one that the actor would clear if it were sent again. */
function isListedAsSentBack(actor: Actor, statement: Annotation | KeptReply): boolean {
  const action = "annotationId" in statement ? "clear-reply" : "clear-annotation";
  const sentAgain = { ...statement, visibility: "clearance", clearance: "awaiting" } as const;
  return isAuthor(actor, statement) || can(actor, action, sentAgain);
}

function isAuthor(actor: Actor, statement: Annotation | KeptReply): boolean {
  return can(actor, "annotationId" in statement ? "withdraw-reply" : "withdraw-annotation", statement);
}

async function readOne(
  context: Context,
  reader: Reader,
  viewer: Viewer,
  { statement, annotation }: Statement,
): Promise<Omit<SentBack, "own"> & { own: FoundAnnotation | null }> {
  const { actor } = viewer;
  const { id, speaker, sentBack } = statement;
  const { version, versions } = await findVersion(reader, actor, annotation.versionId);
  const by = sentBack ? await reader.get("participants", sentBack.by) : undefined;
  const own = isAuthor(actor, statement) ? await findAnnotation(context, reader, actor, annotation.id) : null;
  const reply = "annotationId" in statement ? statement : null;
  return {
    id,
    isReply: reply !== null,
    documentId: annotation.documentId,
    madeOn: addressOf(version, versions),
    author: speaker.name,
    by: by?.name ?? null,
    at: sentBack?.at ?? statement.createdAt,
    own,
    reply: own && reply ? presentReply(own.viewer, reply, annotation) : null,
  };
}

/**
 * Undoes the actor's own clearance of an annotation, which then awaits clearance again. That is possible as long as its
 * author could undo a submission, and leaves no public trace either.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function undoClearing(
  context: Context,
  actor: Actor,
  input: { annotation: string },
): Promise<PlacedAnnotation> {
  authorise(actor, "read-clearance");
  return changeAnnotation(context, actor, input.annotation, async (found, writer) => {
    const { annotation } = found;
    authorise(actor, "undo-clearing", annotation);
    checkOpen(annotation);
    const waited = await stateBefore<Annotation>(writer, actor, "annotations", annotation);
    if (!waited || !isUntouched(context, found)) throw new ProblemError("wrong-state", { state: "submitted" });
    return { kind: "annotation-unsubmitted", fields: { visibility: waited.visibility, submittedAt: null } };
  });
}

/**
 * Undoes the actor's own clearance of a reply, as for an annotation.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function undoClearingReply(context: Context, actor: Actor, input: { reply: string }): Promise<ShownReply> {
  authorise(actor, "read-clearance");
  return changeReply(context, actor, input.reply, async ({ reply }, writer) => {
    authorise(actor, "undo-clearing", reply);
    checkOpen(reply);
    const waited = await stateBefore<KeptReply>(writer, actor, "replies", reply);
    const age = context.now().getTime() - Date.parse(reply.createdAt);
    if (!waited || age >= undoableFor) throw new ProblemError("wrong-state", { state: "submitted" });
    const { visibility, clearance = null, createdAt, editedAt } = waited;
    return { kind: "reply-unsubmitted", fields: { visibility, clearance, createdAt, editedAt } };
  });
}

/** Returns the state before the actor cleared a statement. Null if their clearance was not its last change. */
async function stateBefore<State extends Pick<Annotation, "visibility">>(
  reader: Reader,
  { participantId }: Actor,
  collection: "annotations" | "replies",
  { id }: Pick<Annotation, "id">,
): Promise<State | null> {
  let last: StoredEvent | null = null;
  for await (const event of eventsOf(reader, { collection, id })) last = event;
  const before = last?.before as State | null | undefined;
  return before?.visibility === "clearance" && last?.actor === participantId ? before : null;
}
