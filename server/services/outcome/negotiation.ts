import type { Actor } from "#core/access/permissions.ts";
import type { Negotiation, NegotiationHistory } from "#core/contract/negotiation-operations.ts";
import { countNegotiation, negotiationOf } from "#core/text/negotiation/read-negotiation.ts";
import { readDocumentLine } from "../annotations/threads.ts";
import type { Context } from "../kernel/context.ts";
import { loadContent } from "../versions/content.ts";
import { findVersion } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";

/**
 * Returns the open points of a version, recognised by its signs of negotiation, such as brackets.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getNegotiation(context: Context, actor: Actor, input: { version: string }): Promise<Negotiation> {
  const { version } = await context.store.read((reader) => findVersion(reader, actor, input.version));
  const { text } = await loadContent(context, version);
  return negotiationOf(text);
}

/**
 * Counts the open points in each draft of a document in one language.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getNegotiationHistory(
  context: Context,
  actor: Actor,
  input: { document: string; language?: string | undefined },
): Promise<NegotiationHistory> {
  const { versions, line } = await context.store.read((reader) => readDocumentLine(context, reader, actor, input));
  return Promise.all(
    context.damage.intact(line).map(async (version) => {
      const { id, label, date } = version;
      const { text } = await loadContent(context, version);
      return { version: { id, label, date, address: addressOf(version, versions) }, counts: countNegotiation(text) };
    }),
  );
}
