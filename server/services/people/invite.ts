import type { Actor } from "#core/access/permissions.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { invitationLifetime, tokenId } from "./tokens.ts";

/** A one-time sign-in link: told this once, and kept nowhere. */
export interface MadeInvitation {
  token: string;
  /** Below the server's address. */
  path: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

/**
 * Makes a one-time sign-in link for a participant. Links made for them before stay good: one may be on another device.
 * @throws ProblemError not-allowed, not-found
 */
export async function invite(context: Context, actor: Actor, input: { participant: string }): Promise<MadeInvitation> {
  authorise(actor, "invite");
  const now = context.now();
  const token = context.newToken();
  const expiresAt = new Date(now.getTime() + invitationLifetime).toISOString();
  await context.store.transact(async (writer) => {
    const participant = await writer.get("participants", input.participant);
    if (!participant) throw new ProblemError("not-found");
    for (const earlier of await writer.list("invitations", { participantId: participant.id })) {
      if (earlier.expiresAt <= now.toISOString()) await writer.remove("invitations", earlier.id);
    }
    await writer.put("invitations", {
      id: tokenId(token),
      participantId: participant.id,
      createdAt: now.toISOString(),
      expiresAt,
    });
    await writer.append({
      at: now.toISOString(),
      actor: actor.participantId,
      onBehalfOf: actor.organisationId,
      kind: "invitation-made",
      documentId: null,
      subject: { collection: "participants", id: participant.id },
      before: null,
      after: null,
    });
  });
  return { token, path: `/sign-in?token=${token}`, expiresAt };
}
