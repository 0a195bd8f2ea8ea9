import type { Actor } from "#core/access/permissions.ts";
import type { NegotiationHistory } from "#core/contract/negotiation-operations.ts";
import { countNegotiation } from "#core/text/read-negotiation.ts";
import type { Context } from "../kernel/context.ts";
import { loadContent } from "../versions/load-content.ts";
import { readDocumentLine } from "../annotations/read-document-line.ts";
import { addressOf } from "../versions/version-order.ts";

/**
 * How much each draft of a document in one language leaves open.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getNegotiationHistory(
  context: Context,
  actor: Actor,
  input: { document: string; language?: string | undefined },
): Promise<NegotiationHistory> {
  const { versions, line } = await context.store.read((reader) => readDocumentLine(context, reader, actor, input));
  return Promise.all(
    line.map(async (version) => {
      const { id, label, date } = version;
      const { text } = await loadContent(context, version);
      return { version: { id, label, date, address: addressOf(version, versions) }, counts: countNegotiation(text) };
    }),
  );
}
