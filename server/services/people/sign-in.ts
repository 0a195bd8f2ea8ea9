import { can, type Actor } from "#core/access/permissions.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import type { Context } from "../kernel/context.ts";
import { readMe } from "./get-me.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { refusal } from "../kernel/authorise.ts";
import { actorOf } from "./resolve-session.ts";
import { sessionLifetime, tokenId } from "./tokens.ts";

/** Somebody signed in: who they are, and the session's token, which is told this once and kept nowhere. */
export interface SignedIn {
  me: Me;
  session: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

/**
 * Signs in with the token of a one-time link, and uses the link up.
 * @throws ProblemError link-not-valid: unknown, used, expired, or for somebody who is gone
 */
export async function signIn(context: Context, actor: Actor, input: { token: string }): Promise<SignedIn> {
  if (!can(actor, "enter")) throw refusal(actor);
  const now = context.now();
  const session = context.newToken();
  const expiresAt = new Date(now.getTime() + sessionLifetime).toISOString();
  return context.store.transact(async (writer) => {
    const invitation = await writer.get("invitations", tokenId(input.token));
    const participant = invitation && (await writer.get("participants", invitation.participantId));
    if (!participant || invitation.expiresAt <= now.toISOString()) throw new ProblemError("link-not-valid");

    const { id } = participant;
    for (const earlier of await writer.list("sessions", { participantId: id })) {
      if (earlier.expiresAt <= now.toISOString()) await writer.remove("sessions", earlier.id);
    }
    await writer.remove("invitations", invitation.id);
    await writer.put("sessions", {
      id: tokenId(session),
      participantId: id,
      createdAt: now.toISOString(),
      expiresAt,
    });
    await writer.append({
      at: now.toISOString(),
      actor: id,
      onBehalfOf: participant.organisationId,
      kind: "signed-in",
      documentId: null,
      subject: { collection: "participants", id },
      before: null,
      after: null,
    });
    return { me: await readMe(writer, actorOf(participant)), session, expiresAt };
  });
}
