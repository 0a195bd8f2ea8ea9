import { type KeptOrganisation, ownOrganisation } from "#core/access/kept-people.ts";
import type { Organisation } from "#core/access/people.ts";
import { type Actor, can } from "#core/access/permissions.ts";
import type { AwaitingClearance, ClearanceRules } from "#core/contract/clearance-operations.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { type Annotation, inOrder } from "#core/discuss/annotation.ts";
import type { KeptReply } from "../../store/collections.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { checkOpen, checkRevision, ProblemError } from "../kernel/problem.ts";
import { findForum } from "../versions/find-version.ts";
import { readViewer } from "../kernel/visibility.ts";
import { presentReply } from "./change-reply.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { checkOpening } from "./check-annotation.ts";
import { findAnnotation, readConcerning } from "./find-annotation.ts";
import { presentAnnotation } from "./present-annotation.ts";
import { storeAnnotation } from "./store-thread.ts";

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
  const isReply = "annotationId" in statement;
  const mayClear = can(actor, isReply ? "clear-reply" : "clear-annotation", statement);
  const isOwn = can(actor, isReply ? "withdraw-reply" : "withdraw-annotation", statement);
  return statement.standing === "open" && (isOwn || mayClear);
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
