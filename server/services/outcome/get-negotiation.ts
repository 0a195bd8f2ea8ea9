import type { Actor } from "#core/access/permissions.ts";
import type { Negotiation } from "#core/contract/negotiation-operations.ts";
import { countNegotiation, readNegotiation } from "#core/text/read-negotiation.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { loadContent } from "../versions/load-content.ts";

/**
 * What a version leaves open, by its signs.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getNegotiation(context: Context, actor: Actor, input: { version: string }): Promise<Negotiation> {
  const { version } = await context.store.read((reader) => findVersion(reader, actor, input.version));
  const { text } = await loadContent(context, version);
  return { counts: countNegotiation(text), clauses: readNegotiation(text) };
}
