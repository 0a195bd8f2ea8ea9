import type { Actor } from "#core/access/permissions.ts";
import type { NewEvent } from "../../store/stored-event.ts";
import type { Writer } from "../../store/store.ts";
import type { Context } from "./context.ts";

/**
 * Tells of something that concerns several documents, to the readers of each, once however often it is named; null among
 * them stands for the forum.
 */
export async function tellDocuments(
  context: Pick<Context, "now">,
  actor: Actor,
  writer: Writer,
  event: Pick<NewEvent, "kind" | "subject" | "before" | "after">,
  documents: Iterable<string | null>,
): Promise<void> {
  const by = { at: context.now().toISOString(), actor: actor.participantId, onBehalfOf: actor.organisationId };
  for (const documentId of new Set(documents)) await writer.append({ ...by, ...event, documentId });
}
