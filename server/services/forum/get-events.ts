import type { Actor } from "#core/access/permissions.ts";
import type { Forum } from "#core/access/forum.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { findForum } from "../versions/find-version.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { visibleEvents } from "../kernel/visible-events.ts";

/**
 * What happened to a document after an event and since a moment, or from the beginning, as far as the actor may know,
 * oldest first.
 * @throws ProblemError not-signed-in, not-found, invalid-request (there is no such event)
 */
export async function getEvents(
  context: Context,
  actor: Actor,
  input: { document: string; after?: string | undefined; since?: string | undefined; limit: number },
): Promise<ForumEvent[]> {
  return context.store.read(async (reader) => {
    const { document, since, limit } = input;
    await findDocument(reader, actor, document);
    const after = input.after === undefined ? 0 : await reader.eventNumber(input.after);
    if (after === undefined) {
      throw new ProblemError("invalid-request", {}, [fieldProblem(["query", "after"], "event-unknown")]);
    }
    return (await eventsAfter(context, reader, actor, { document, after, since, limit })).events;
  });
}

/**
 * The same after a number of the store's own, with how far it was looked.
 * @throws ProblemError not-signed-in, not-found
 */
export async function eventsAfter(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  { document, ...query }: { document: string; after: number; since?: string | undefined; limit: number },
): Promise<Awaited<ReturnType<typeof visibleEvents>>> {
  const forum = await findDocument(reader, actor, document);
  return visibleEvents(context, reader, actor, forum, { documentId: document, ...query });
}

/** The forum whose document the actor may follow. */
async function findDocument(reader: Reader, actor: Actor, document: string): Promise<Forum> {
  const forum = await findForum(reader, actor);
  if (!(await reader.get("documents", document))) throw new ProblemError("not-found");
  return forum;
}
