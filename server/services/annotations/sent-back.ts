import { type Actor, can } from "#core/access/permissions.ts";
import type { SentBack } from "#core/contract/clearance-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { findForum, findVersion } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";
import { findAnnotation, type FoundAnnotation } from "./find-annotation.ts";
import { presentAnnotation } from "./present-annotation.ts";

/**
 * Lists the annotations that a coordinator sent back and that are still private drafts, latest first. Their authors get
 * them with the note. Coordinators of the organisation learn only that they are with their authors, because nobody else
 * reads a private draft.
 * @throws ProblemError not-signed-in
 */
export async function getSentBack(context: Context, actor: Actor): Promise<SentBack[]> {
  authorise(actor, "read-clearance");
  const found = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    const mine = (await reader.list("annotations")).filter(
      (annotation) => isSentBack(annotation) && (isAuthor(actor, annotation) || wouldClear(actor, annotation)),
    );
    return Promise.all(mine.map((annotation) => readOne(context, reader, actor, annotation)));
  });
  const shown = await Promise.all(
    found.map(async ({ own, ...one }) => ({ ...one, own: own && (await presentAnnotation(context, own)) })),
  );
  return shown.toSorted((left, right) => (left.at < right.at ? 1 : -1));
}

function isSentBack({ sentBack, visibility, standing }: Annotation): boolean {
  return Boolean(sentBack) && visibility === "private" && standing === "open";
}

function isAuthor({ participantId }: Actor, { speaker }: Annotation): boolean {
  return participantId !== null && speaker.participantId === participantId;
}

function wouldClear(actor: Actor, { speaker }: Annotation): boolean {
  return can(actor, "clear-annotation", { visibility: "clearance", speaker });
}

async function readOne(
  context: Context,
  reader: Reader,
  actor: Actor,
  annotation: Annotation,
): Promise<Omit<SentBack, "own"> & { own: FoundAnnotation | null }> {
  const { id, documentId, speaker, sentBack } = annotation;
  const { version, versions } = await findVersion(reader, actor, annotation.versionId);
  const by = sentBack ? await reader.get("participants", sentBack.by) : undefined;
  return {
    id,
    documentId,
    madeOn: addressOf(version, versions),
    author: speaker.name,
    by: by?.name ?? null,
    at: sentBack?.at ?? annotation.createdAt,
    own: isAuthor(actor, annotation) ? await findAnnotation(context, reader, actor, id) : null,
  };
}
