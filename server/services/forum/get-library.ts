import type { Actor } from "#core/access/permissions.ts";
import type { Library } from "#core/contract/forum-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findForum } from "../versions/find-version.ts";
import { listDocument, readVersions } from "../comparison/listed-version.ts";

/**
 * The forum with its documents in the order of its table of contents, and its organisations by name.
 * @throws ProblemError not-signed-in, not-found (no forum yet)
 */
export async function getLibrary(context: Context, actor: Actor): Promise<Library> {
  const { forum, records, organisations } = await context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    const documents = await reader.list("documents");
    documents.sort((one, other) => one.position - other.position || (one.id < other.id ? -1 : 1));
    return {
      forum,
      records: await Promise.all(
        documents.map(async (document) => ({
          forum,
          document,
          ...(await readVersions(context, reader, actor, document.id)),
        })),
      ),
      organisations: await reader.list("organisations"),
    };
  });
  return {
    forum,
    documents: await Promise.all(records.map((record) => listDocument(context, record))),
    organisations: organisations.toSorted((one, other) => one.name.localeCompare(other.name, "en")),
  };
}
