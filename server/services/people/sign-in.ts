import { type Actor, publicActor } from "#core/access/permissions.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findActive, tokenId } from "./account.ts";
import {
  type Browser,
  findActor,
  findSession,
  openSession,
  removeSeries,
  seriesOf,
  sessionEvent,
  type SignedIn,
  unknownBrowser,
} from "./sessions.ts";

/** A one-time sign-in link. The token is returned only here, and only its hash is stored. */
interface NewInvitation {
  token: string;
  /** Path relative to the server's address. */
  path: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

/**
 * Creates a one-time sign-in link for a participant. Earlier links remain valid, because one may be on another device.
 * @throws ProblemError not-allowed, not-found
 */
export async function invite(context: Context, actor: Actor, input: { participant: string }): Promise<NewInvitation> {
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

/**
 * Signs in with the token of a one-time link and deletes the link.
 * @throws ProblemError link-not-valid if it is unknown, used or expired, or its participant no longer exists
 */
export async function signIn(
  context: Context,
  actor: Actor,
  input: { token: string; browser?: Browser },
): Promise<SignedIn> {
  authorise(actor, "sign-in");
  const now = context.now().toISOString();
  return context.store.transact(async (writer) => {
    const invitation = await writer.get("invitations", tokenId(input.token));
    const participant = invitation && (await findActive(writer, invitation.participantId));
    if (!participant || invitation.expiresAt <= now) throw new ProblemError("link-not-valid");
    await writer.remove("invitations", invitation.id);
    return openSession(context, writer, participant, input.browser ?? unknownBrowser);
  });
}

/** Ends a session. Does nothing if the session no longer exists. */
export async function signOut(context: Context, _actor: Actor, input: { session: string | null }): Promise<void> {
  const { session: token } = input;
  if (token === null) return;
  await context.store.transact(async (writer) => {
    const found = await findSession(context, writer, token);
    if (!found) return;
    await removeSeries(writer, found.participant.id, seriesOf(found.session));
    const at = context.now().toISOString();
    await writer.append(sessionEvent(found.participant, { at, kind: "signed-out" }));
  });
}

/**
 * Returns the actor for a session token. Returns the public if the token is missing, unknown or expired, or if its
 * participant no longer exists.
 */
export async function resolveSession(context: Context, token: string | null): Promise<Actor> {
  if (token === null) return publicActor;
  const found = await context.store.read((reader) => findActor(context, reader, token));
  return found ? found.actor : publicActor;
}

const day = 24 * 60 * 60 * 1000;
/** A sign-in link is valid for one week: long enough to read the message, short enough to be safe if forgotten. */
const invitationLifetime = 7 * day;
