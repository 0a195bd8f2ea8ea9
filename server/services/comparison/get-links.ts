import type { Actor } from "#core/access/permissions.ts";
import type { ShownLink } from "#core/contract/link-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { isBetween } from "./links-between.ts";
import { showLink } from "./show-link.ts";

/**
 * What people said of the clauses of two versions, in either direction, revoked or not, newest first.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getLinks(
  context: Context,
  actor: Actor,
  input: { base: string; revised: string },
): Promise<ShownLink[]> {
  const { versions, links } = await context.store.read(async (reader) => {
    const [base, revised] = [
      await findVersion(reader, actor, input.base),
      await findVersion(reader, actor, input.revised),
    ];
    const versions = [base.version, revised.version] as const;
    const known = await Promise.all(versions.map(({ id }) => reader.list("links", { baseVersionId: id })));
    const between = known.flat().filter((link) => isBetween(...versions, link));
    return { versions, links: [...new Map(between.map((link) => [link.id, link])).values()] };
  });
  const newestFirst = links.toSorted((one, other) => other.at.localeCompare(one.at) || (one.id < other.id ? -1 : 1));
  return Promise.all(newestFirst.map((link) => showLink(context, actor, link, versions)));
}
