import type { Actor } from "#core/access/ability.ts";
import type { Negotiation } from "#core/contract/negotiation-operations.ts";
import { countNegotiation, readNegotiation } from "#core/text/read-negotiation.ts";
import type { Context } from "./context.ts";
import { findVersion } from "./find-version.ts";
import { loadContent } from "./load-content.ts";

/**
 * What a version leaves open, by its signs.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getNegotiation(context: Context, actor: Actor, input: { version: string }): Promise<Negotiation> {
  const { version } = await context.store.read((reader) => findVersion(reader, actor, input.version));
  const { text } = await loadContent(context, version);
  return { counts: countNegotiation(text), clauses: readNegotiation(text) };
}
