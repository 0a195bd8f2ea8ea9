import type { Actor } from "#core/access/permissions.ts";
import type { SavedFilter } from "#core/access/preferences.ts";
import type { Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { findForum } from "../versions/find-version.ts";
import { ProblemError } from "../kernel/problem.ts";

/**
 * Lists the actor's saved views by name.
 * @throws ProblemError not-signed-in
 */
export async function getSavedFilters(context: Context, actor: Actor): Promise<SavedFilter[]> {
  const participantId = ownerOf(actor);
  const views = await context.store.read((reader) => reader.list("views", { participantId }));
  return views.toSorted((left, right) => left.name.localeCompare(right.name, "en"));
}

/**
 * Saves a view. Replaces the actor's own view with the same id.
 * @throws ProblemError not-signed-in, not-found (there is no such document), already-exists (the id belongs to another
 *   person)
 */
export async function saveFilter(
  context: Context,
  actor: Actor,
  { filter: id, ...fields }: { filter: string } & Pick<SavedFilter, "documentId" | "name" | "query">,
): Promise<SavedFilter> {
  const participantId = ownerOf(actor);
  return context.store.transact(async (writer) => {
    await findForum(writer, actor);
    if (!(await writer.get("documents", fields.documentId))) throw new ProblemError("not-found");
    const before = (await writer.get("views", id)) ?? null;
    if (before && before.participantId !== participantId) throw new ProblemError("already-exists");
    const after: SavedFilter = { id, participantId, ...fields };
    await writer.put("views", after);
    await record(context, writer, { kind: "view-saved", before, after });
    return after;
  });
}

/**
 * Removes a saved view.
 * @throws ProblemError not-signed-in, not-found
 */
export async function removeSavedFilter(
  context: Context,
  actor: Actor,
  { filter: id }: { filter: string },
): Promise<void> {
  const participantId = ownerOf(actor);
  await context.store.transact(async (writer) => {
    const before = await writer.get("views", id);
    // Another person's view is reported as not found, because its existence is private.
    if (before?.participantId !== participantId) throw new ProblemError("not-found");
    await writer.remove("views", id);
    await record(context, writer, { kind: "view-removed", before, after: null });
  });
}

/** Returns the owner of saved views. They require an account, so the program itself has none. */
function ownerOf(actor: Actor): string {
  authorise(actor, "keep-views");
  if (actor.participantId === null) throw new ProblemError("not-signed-in");
  return actor.participantId;
}

/** The event has no document, so followers of a document are not notified. */
async function record(
  context: Context,
  writer: Writer,
  change: { kind: "view-saved" | "view-removed"; before: SavedFilter | null; after: SavedFilter | null },
): Promise<void> {
  const { id, participantId } = change.after ?? change.before ?? { id: "", participantId: null };
  await writer.append({
    at: context.now().toISOString(),
    actor: participantId,
    onBehalfOf: null,
    ...change,
    documentId: null,
    subject: { collection: "views", id },
  });
}
