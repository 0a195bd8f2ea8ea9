import type { Circle } from "#core/access/people.ts";
import { type Actor, can, isInCircle, representedBy, represents } from "#core/access/permissions.ts";
import type { CircleFields, ListedCircles, ShownCircle } from "#core/contract/circle-operations.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Part } from "#core/contract/fields.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { subjectKey } from "../../store/indexes.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { appendForDocuments, everyEvent } from "../kernel/events.ts";
import { listRows } from "../kernel/listed-rows.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { findForum } from "../versions/find-version.ts";

/**
 * Lists the circles that the actor may see, by name: those of their organisations, and all for the secretariat, unless it
 * asks for its own.
 * @throws ProblemError not-signed-in, invalid-request
 */
export async function getCircles(
  context: Context,
  actor: Actor,
  input: { own?: boolean | undefined; after?: string | undefined; size: number },
): Promise<ListedCircles> {
  return context.store.read(async (reader) => {
    await findForum(reader, actor);
    authorise(actor, "read-participants");
    const all = { collection: "circles", order: "name", scope: {}, passes: null, beginnings: null } as const;
    const isForAll = actor.role === "secretariat" && input.own !== true;
    const part = isForAll ? await listRows(reader, all, input) : whole(await ownCircles(reader, actor));
    return {
      ...part,
      items: await Promise.all(part.items.map((circle) => shown(reader, actor, circle))),
      organisations: await organisationsOf(reader, part.items),
    };
  });
}

/** Names the organisations in circles, and those that the circles were made for. */
async function organisationsOf(reader: Reader, circles: readonly Circle[]): Promise<ListedCircles["organisations"]> {
  const ids = new Set(
    circles.flatMap(({ organisationIds, madeBy }) => [...organisationIds, ...(madeBy ? [madeBy] : [])]),
  );
  const found = await Promise.all([...ids].map((id) => reader.get("organisations", id)));
  return found.flatMap((organisation) => {
    if (!organisation) return [];
    const { id, shortName, logo } = organisation;
    return [{ id, shortName, ...(logo && { logo }) }];
  });
}

/** Reads the circles of the actor's organisations, by name. */
async function ownCircles(reader: Reader, actor: Actor): Promise<Circle[]> {
  const lists = await Promise.all(
    representedBy(actor).map((organisationId) => reader.list("circles", { organisationId })),
  );
  const circles = new Map(lists.flat().map((circle) => [circle.id, circle]));
  return [...circles.values()].sort((left, right) => left.name.localeCompare(right.name, "en"));
}

function whole<Item>(items: Item[]): Part<Item> {
  return { items, next: null, total: items.length };
}

/**
 * Creates a circle. A circle made by a coordinator must include their own organisation. A dissolved circle can be
 * restored under its id only by its maker and with the same organisations. Drafts shared with it thus reach only the
 * organisations chosen by their authors.
 * @throws ProblemError not-signed-in, not-allowed, invalid-request, already-exists
 */
export async function makeCircle(
  context: Context,
  actor: Actor,
  input: CircleFields & { id: string },
): Promise<ShownCircle> {
  authorise(actor, "make-circle");
  return context.store.transact(async (writer) => {
    const creator = actor.role === "secretariat" ? null : actor.organisationId;
    const circle: Circle = { id: input.id, name: input.name, organisationIds: distinct(input), madeBy: creator };
    await checkOrganisations(writer, circle);
    if ((await writer.get("circles", circle.id)) || (await wasDifferent(writer, circle)))
      throw new ProblemError("already-exists");
    await writer.put("circles", circle);
    await record(context, writer, actor, { kind: "circle-made", before: null, after: circle });
    return shown(writer, actor, circle);
  });
}

/**
 * Changes a circle's name or its organisations. An added organisation reads what is shared from then on; earlier drafts
 * stay closed to it until their authors agree (`openDrafts`).
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
    await keepReaders(writer, before);
    await writer.put("circles", after);
    await record(context, writer, actor, { kind: "circle-changed", before, after });
    return shown(writer, actor, after);
  });
}

/**
 * Removes the actor's organisation from a circle. A circle left with a single organisation is dissolved.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function leaveCircle(context: Context, actor: Actor, input: { circle: string }): Promise<void> {
  await context.store.transact(async (writer) => {
    const before = await findCircle(writer, actor, input.circle);
    authorise(actor, "leave-circle", before);
    const organisationIds = before.organisationIds.filter((id) => !represents(actor, id));
    if (organisationIds.length < 2) {
      await dissolve(context, writer, actor, before);
      return;
    }
    const after: Circle = { ...before, organisationIds };
    await keepReaders(writer, before);
    await writer.put("circles", after);
    await record(context, writer, actor, { kind: "circle-changed", before, after });
  });
}

/**
 * Dissolves a circle. Drafts shared with it become visible only to their authors.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function dissolveCircle(context: Context, actor: Actor, input: { circle: string }): Promise<void> {
  await context.store.transact(async (writer) => {
    const before = await findCircle(writer, actor, input.circle);
    authorise(actor, "manage-circle", before);
    await dissolve(context, writer, actor, before);
  });
}

/**
 * Writes down to whom drafts and their replies are open, if they were shared before this was recorded: to the
 * organisations of the circle as it was until now.
 */
async function keepReaders(writer: Writer, { id, organisationIds: openTo }: Circle): Promise<void> {
  for (const annotation of await writer.list("annotations", { circleId: id })) {
    if (annotation.openTo === undefined) await writer.put("annotations", { ...annotation, openTo });
    for (const reply of await writer.list("replies", { annotationId: annotation.id })) {
      if (reply.visibility === "circle" && reply.openTo === undefined)
        await writer.put("replies", { ...reply, openTo });
    }
  }
}

async function dissolve(context: Context, writer: Writer, actor: Actor, circle: Circle): Promise<void> {
  await writer.remove("circles", circle.id);
  await record(context, writer, actor, { kind: "circle-dissolved", before: circle, after: null });
}

async function findCircle(reader: Reader, actor: Actor, id: string): Promise<Circle> {
  await findForum(reader, actor);
  authorise(actor, "read-participants");
  const circle = await reader.get("circles", id);
  // Others must not learn that a circle exists.
  if (!circle || !can(actor, "read-circle", circle)) throw new ProblemError("not-found");
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
 * Records the change once for the forum, and once for each document with something shared with the circle. Readers who
 * have such a document open may now see less or more of it.
 */
async function record(
  context: Context,
  writer: Writer,
  actor: Actor,
  change: { kind: Extract<ForumEvent["kind"], `circle-${string}`>; before: Circle | null; after: Circle | null },
): Promise<void> {
  const id = (change.after ?? change.before)?.id ?? "";
  const documents = [null, ...(await documentsWithDrafts(writer, id))];
  await appendForDocuments(context, writer, actor, { ...change, subject: { collection: "circles", id }, documents });
}

/**
 * Finds the documents in which something is shared with a circle: a draft, or a reply to a draft that was submitted
 * later.
 */
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
 * Lists the open annotations that are or were shared with a circle. A withdrawn draft is visible only to its author, so
 * nothing may reveal to others that it existed.
 */
async function openOn(reader: Reader, circle: string): Promise<Annotation[]> {
  return (await reader.list("annotations", { circleId: circle })).filter(({ standing }) => standing === "open");
}

/** Whether the last dissolved circle of this id had another maker or other organisations. */
async function wasDifferent(reader: Reader, { id, madeBy, organisationIds }: Circle): Promise<boolean> {
  let last: Circle | undefined;
  const scope = { kind: "circle-dissolved", subject: subjectKey({ collection: "circles", id }) };
  for await (const { before } of everyEvent(reader, scope)) last = before as Circle;
  if (!last) return false;
  const previousIds = new Set(last.organisationIds);
  return (
    last.madeBy !== madeBy ||
    previousIds.size !== organisationIds.length ||
    !organisationIds.every((organisationId) => previousIds.has(organisationId))
  );
}

/** Whether the actor may read a draft in a circle. */
function isReadable(actor: Actor, annotation: Annotation, { organisationIds }: Circle): boolean {
  const access = { ...annotation, circle: organisationIds, blind: false };
  return annotation.visibility === "circle" && can(actor, "read-annotation", access);
}

async function shown(reader: Reader, actor: Actor, circle: Circle): Promise<ShownCircle> {
  const open = isInCircle(actor, circle) ? await openOn(reader, circle.id) : null;
  return {
    ...circle,
    drafts: open && open.filter((annotation) => isReadable(actor, annotation, circle)).length,
    may: { manage: can(actor, "manage-circle", circle), leave: can(actor, "leave-circle", circle) },
  };
}

function distinct({ organisationIds }: Pick<CircleFields, "organisationIds">): string[] {
  return [...new Set(organisationIds)];
}
