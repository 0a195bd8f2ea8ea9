import type { Actor } from "#core/access/permissions.ts";
import type { Link } from "#core/discuss/link.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Writer } from "../../store/store.ts";
import type { Context } from "./context.ts";
import { tellDocuments } from "./tell-documents.ts";

/** Tells that something became of a link, to the readers of each document it concerns: the base's and the revised's. */
export async function tellOfLink(
  context: Pick<Context, "now">,
  actor: Actor,
  writer: Writer,
  kind: Extract<ForumEvent["kind"], `link-${string}`>,
  [before, after]: readonly [Link | null, Link],
  ends: readonly { documentId: string }[],
): Promise<void> {
  const event = { kind, subject: { collection: "links", id: after.id }, before, after } as const;
  await tellDocuments(
    context,
    actor,
    writer,
    event,
    ends.map(({ documentId }) => documentId),
  );
}
