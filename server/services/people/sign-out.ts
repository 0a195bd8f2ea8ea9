import type { Actor } from "#core/access/permissions.ts";
import type { Context } from "../kernel/context.ts";
import { tokenId } from "./tokens.ts";

/** Ends a session. Where there is none any more, there is nothing to end. */
export async function signOut(context: Context, actor: Actor, input: { session: string | null }): Promise<void> {
  const { session: token } = input;
  if (token === null) return;
  await context.store.transact(async (writer) => {
    const session = await writer.get("sessions", tokenId(token));
    if (!session) return;
    await writer.remove("sessions", session.id);
    await writer.append({
      at: context.now().toISOString(),
      actor: session.participantId,
      onBehalfOf: actor.organisationId,
      kind: "signed-out",
      documentId: null,
      subject: { collection: "participants", id: session.participantId },
      before: null,
      after: null,
    });
  });
}
