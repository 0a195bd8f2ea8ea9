import type { Actor } from "#core/access/ability.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Context } from "./context.ts";
import { findForum } from "./find-version.ts";
import { ProblemError } from "./problem-error.ts";
import { visibleEvents } from "./visible-events.ts";

/**
 * What happened to a document after a number, as far as the actor may know, oldest first.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getEvents(
  context: Context,
  actor: Actor,
  input: { document: string; after: number; limit: number },
): Promise<ForumEvent[]> {
  return context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    if (!(await reader.get("documents", input.document))) throw new ProblemError("not-found");
    const { after, limit } = input;
    return visibleEvents(reader, actor, forum, { documentId: input.document, after, limit });
  });
}
