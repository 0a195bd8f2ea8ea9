import type { Circle } from "#core/access/people.ts";
import { type Actor, can, isInCircle } from "#core/access/permissions.ts";
import type { CircleFields, ShownCircle } from "#core/contract/circle-operations.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Annotation, Visibility } from "#core/discuss/annotation.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { everyEvent, tellDocuments } from "../kernel/events.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { findForum } from "../versions/find-version.ts";

/**
 * The circles the actor may know of, in order of name.
 * @throws ProblemError not-signed-in
 */
export async function getCircles(context: Context, actor: Actor): Promise<ShownCircle[]> {
  return context.store.read(async (reader) => {
    await findForum(reader, actor);
    authorise(actor, "read-participants");
    const circles = await reader.list("circles");
    const known = circles
      .filter((circle) => can(actor, "read-circle", circle))
      .sort((one, other) => one.name.localeCompare(other.name, "en"));
    return Promise.all(known.map((circle) => shown(reader, actor, circle)));
  });
}

/**
 * Makes a circle. A coordinator makes it for their organisation, which is in it. One that was dissolved is put back under
 * its id just as it was, by whoever made it: drafts shared with it are for those alone whom their authors shared them with.
 * @throws ProblemError not-signed-in, not-allowed, invalid-request, already-exists
 */
export async function makeCircle(
  context: Context,
  actor: Actor,
  input: CircleFields & { id: string },
): Promise<ShownCircle> {
  authorise(actor, "make-circle");
  return context.store.transact(async (writer) => {
    const madeBy = actor.role === "secretariat" ? null : actor.organisationId;
    const circle: Circle = { id: input.id, name: input.name, organisationIds: distinct(input), madeBy };
    await checkOrganisations(writer, circle);
    if ((await writer.get("circles", circle.id)) || (await wasOther(writer, circle)))
      throw new ProblemError("already-exists");
    await writer.put("circles", circle);
    await record(context, writer, actor, "circle-made", null, circle);
    return shown(writer, actor, circle);
  });
}

/**
 * Changes a circle's name or its organisations.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request
 */
export async function changeCircle(
  context: Context,
  actor: Actor,
  input: { circle: string } & { [F in keyof CircleFields]?: CircleFields[F] | undefined },
): Promise<ShownCircle> {
  return context.store.transact(async (writer) => {
    const before = await findCircle(writer, actor, input.circle);
    authorise(actor, "manage-circle", before);
    const { name = before.name, organisationIds = before.organisationIds } = input;
    const after: Circle = { ...before, name, organisationIds: distinct({ organisationIds }) };
    await checkOrganisations(writer, after);
    await writer.put("circles", after);
    await record(context, writer, actor, "circle-changed", before, after);
    return shown(writer, actor, after);
  });
}

/**
 * Takes the actor's organisation out of a circle. One that is left with a single organisation is dissolved.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function leaveCircle(context: Context, actor: Actor, input: { circle: string }): Promise<void> {
  await context.store.transact(async (writer) => {
    const before = await findCircle(writer, actor, input.circle);
    authorise(actor, "leave-circle", before);
    const organisationIds = before.organisationIds.filter((id) => id !== actor.organisationId);
    if (organisationIds.length < 2) {
      await dissolve(context, writer, actor, before);
      return;
    }
    const after: Circle = { ...before, organisationIds };
    await writer.put("circles", after);
    await record(context, writer, actor, "circle-changed", before, after);
  });
}

/**
 * Dissolves a circle: drafts shared with it are their authors' alone.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function dissolveCircle(context: Context, actor: Actor, input: { circle: string }): Promise<void> {
  await context.store.transact(async (writer) => {
    const before = await findCircle(writer, actor, input.circle);
    authorise(actor, "manage-circle", before);
    await dissolve(context, writer, actor, before);
  });
}

async function dissolve(context: Context, writer: Writer, actor: Actor, circle: Circle): Promise<void> {
  await writer.remove("circles", circle.id);
  await record(context, writer, actor, "circle-dissolved", circle, null);
}

async function findCircle(reader: Reader, actor: Actor, id: string): Promise<Circle> {
  await findForum(reader, actor);
  authorise(actor, "read-participants");
  const circle = await reader.get("circles", id);
  if (!circle) throw new ProblemError("not-found");
  return circle;
}

async function checkOrganisations(reader: Reader, { organisationIds, madeBy }: Circle): Promise<void> {
  for (const organisation of organisationIds) {
    if (await reader.get("organisations", organisation)) continue;
    throw invalidField("organisationIds", "organisation-unknown", { organisation });
  }
  if (organisationIds.length < 2) throw invalidField("organisationIds", "list-too-short", { limit: 2 });
  if (madeBy !== null && !organisationIds.includes(madeBy)) throw invalidField("organisationIds", "circle-without-own");
}

/**
 * Tells of it once for the forum, and on each document with something shared with the circle: whoever has that open may read
 * less or more now.
 */
async function record(
  context: Context,
  writer: Writer,
  actor: Actor,
  kind: Extract<ForumEvent["kind"], `circle-${string}`>,
  before: Circle | null,
  after: Circle | null,
): Promise<void> {
  const id = (after ?? before)?.id ?? "";
  const event = { kind, subject: { collection: "circles", id }, before, after } as const;
  await tellDocuments(context, actor, writer, event, [null, ...(await documentsWithDrafts(writer, id))]);
}

/** Where something is shared with a circle: a draft, or what was said to one before it was submitted. */
async function documentsWithDrafts(reader: Reader, circle: string): Promise<Set<string>> {
  const open = await openOn(reader, circle);
  const documents = new Set(
    open.flatMap(({ visibility, documentId }) => (visibility === "circle" ? [documentId] : [])),
  );
  const submitted = open.filter(({ documentId }) => !documents.has(documentId));
  for (const documentId of new Set(submitted.map((annotation) => annotation.documentId))) {
    const ids = new Set(submitted.map(({ id }) => id));
    const replies = await reader.list("replies", { documentId });
    if (replies.some(({ visibility, annotationId }) => visibility === "circle" && ids.has(annotationId)))
      documents.add(documentId);
  }
  return documents;
}

/**
 * What is or was shared with a circle and stands. A draft that was withdrawn is known to its author alone: nothing may tell
 * others that there was one.
 */
async function openOn(reader: Reader, circle: string): Promise<Annotation[]> {
  return (await reader.list("annotations", { circleId: circle })).filter(({ standing }) => standing === "open");
}

/** Whether a circle of that id was dissolved that was another's, or had other organisations. */
async function wasOther(reader: Reader, { id, madeBy, organisationIds }: Circle): Promise<boolean> {
  let last: Circle | undefined;
  for await (const { kind, subject, before } of everyEvent(reader))
    if (kind === "circle-dissolved" && subject.id === id) last = before as Circle;
  if (!last) return false;
  const were = new Set(last.organisationIds);
  return (
    last.madeBy !== madeBy || were.size !== organisationIds.length || !organisationIds.every((one) => were.has(one))
  );
}

async function shown(reader: Reader, actor: Actor, circle: Circle): Promise<ShownCircle> {
  const open = isInCircle(actor, circle) ? await openOn(reader, circle.id) : null;
  return {
    ...circle,
    drafts: open && open.filter(({ visibility }) => visibility === "circle").length,
    may: { manage: can(actor, "manage-circle", circle), leave: can(actor, "leave-circle", circle) },
  };
}

function distinct({ organisationIds }: Pick<CircleFields, "organisationIds">): string[] {
  return [...new Set(organisationIds)];
}

/**
 * The circle a draft is shared with; null for any other visibility. It is one that the actor's organisation is in.
 * @throws ProblemError invalid-request
 */
export async function sharedCircle(
  reader: Reader,
  { organisationId }: Actor,
  { visibility, circle: id }: { visibility: Visibility; circle?: string | null | undefined },
): Promise<string | null> {
  if (visibility !== "circle") return null;
  const circle = id == null ? undefined : await reader.get("circles", id);
  if (!circle || organisationId === null || !circle.organisationIds.includes(organisationId)) {
    throw invalidField("circle", "circle-unknown");
  }
  return circle.id;
}
