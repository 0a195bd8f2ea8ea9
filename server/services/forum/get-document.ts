import type { Actor } from "#core/access/permissions.ts";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findForum } from "../versions/find-version.ts";
import { listDocument, readVersions } from "../comparison/listed-version.ts";
import { ProblemError } from "../kernel/problem-error.ts";

/**
 * One document with the versions the actor may read.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getDocument(
  context: Context,
  actor: Actor,
  input: { document: string },
): Promise<ListedDocument> {
  const record = await context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    const document = await reader.get("documents", input.document);
    if (!document) throw new ProblemError("not-found");
    return { forum, document, ...(await readVersions(context, reader, actor, document.id)) };
  });
  return listDocument(context, record);
}
