import { isActive } from "#core/access/kept-people.ts";
import type { Participant } from "#core/access/people.ts";
import { type Actor, can, publicActor } from "#core/access/permissions.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { authorise, refusal } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { sha256 } from "../kernel/hashes.ts";
import { ProblemError } from "../kernel/problem.ts";
import { readMe } from "./participant.ts";
import { readSessionActor } from "./read-actor.ts";

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
 * @throws ProblemError not-allowed, not-found, wrong-state if the person was deactivated
 */
export async function invite(context: Context, actor: Actor, input: { participant: string }): Promise<NewInvitation> {
  authorise(actor, "invite");
  const now = context.now();
  const token = context.newToken();
  const expiresAt = new Date(now.getTime() + invitationLifetime).toISOString();
  await context.store.transact(async (writer) => {
    const participant = await writer.get("participants", input.participant);
    if (!participant) throw new ProblemError("not-found");
    if (!isActive(participant)) throw new ProblemError("wrong-state", { state: "deactivated" });
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

/** A new session with the person signed in. The token is returned only here, and only its hash is stored. */
interface SignedIn {
  me: Me;
  session: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

/**
 * Signs in with the token of a one-time link and deletes the link.
 * @throws ProblemError link-not-valid if it is unknown, used or expired, or its participant no longer exists
 */
export async function signIn(context: Context, actor: Actor, input: { token: string }): Promise<SignedIn> {
  if (!can(actor, "enter")) throw refusal(actor);
  const now = context.now();
  const session = context.newToken();
  const expiresAt = new Date(now.getTime() + sessionLifetime).toISOString();
  return context.store.transact(async (writer) => {
    const invitation = await writer.get("invitations", tokenId(input.token));
    const participant = invitation && (await writer.get("participants", invitation.participantId));
    if (!participant || !isActive(participant) || invitation.expiresAt <= now.toISOString())
      throw new ProblemError("link-not-valid");

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

/** Ends a session. Does nothing if the session no longer exists. */
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

/**
 * Returns the actor for a session token. Returns the public if the token is missing, unknown or expired, or if its
 * participant no longer exists or was deactivated.
 */
export async function resolveSession(context: Context, token: string | null): Promise<Actor> {
  if (token === null) return publicActor;
  return context.store.read(async (reader) => {
    const session = await reader.get("sessions", tokenId(token));
    if (!session || session.expiresAt <= context.now().toISOString()) return publicActor;
    return readSessionActor(context, reader, session);
  });
}

/** Returns a participant as an actor. */
export function actorOf({ id, organisationId, role }: Participant): Actor {
  return { participantId: id, organisationId, role };
}

/** Returns the id under which a token's record is stored. Nobody who reads the store can sign in with it. */
function tokenId(token: string): string {
  return sha256(token);
}

const day = 24 * 60 * 60 * 1000;
/** A sign-in link is valid for one week: long enough to read the message, short enough to be safe if forgotten. */
const invitationLifetime = 7 * day;
/** A session lasts one month, as long as the work between two drafts usually takes. */
const sessionLifetime = 30 * day;
