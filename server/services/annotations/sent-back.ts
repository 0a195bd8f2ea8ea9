import { type Actor, can } from "#core/access/permissions.ts";
import type { SentBack } from "#core/contract/clearance-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { readViewer, type Viewer } from "../kernel/visibility.ts";
import { findForum, findVersion } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";
import { presentReply } from "./change-reply.ts";
import { findAnnotation, type FoundAnnotation, readConcerning, type Statement } from "./find-annotation.ts";
import { presentAnnotation } from "./present-annotation.ts";

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
    const listed = concerning.filter(({ statement }) => isListed(actor, statement));
    return Promise.all(listed.map((returned) => readOne(context, reader, viewer, returned)));
  });
  const shown = await Promise.all(
    found.map(async ({ own, ...one }) => ({ ...one, own: own && (await presentAnnotation(context, own)) })),
  );
  return shown.toSorted((left, right) => (left.at < right.at ? 1 : -1));
}

/** Whether a statement that was sent back is the actor's, or one that the actor would clear if it were sent again. */
function isListed(actor: Actor, statement: Annotation | KeptReply): boolean {
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
