import type { Actor } from "#core/access/permissions.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { listVersion, readVersions } from "../comparison/listed-version.ts";
import { loadContent } from "../versions/load-content.ts";

/**
 * A version, by its id or address, with its text and clauses.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getVersion(context: Context, actor: Actor, input: { version: string }): Promise<VersionPage> {
  const found = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    return { ...found, ...(await readVersions(context, reader, actor, found.document.id)) };
  });
  const [listed, { json, text }] = await Promise.all([
    listVersion(context, found, found.version),
    loadContent(context, found.version),
  ]);
  return { version: listed, draft: json, text };
}
