import { type Actor, publicActor } from "#core/access/permissions.ts";
import { isActive, type KeptParticipant } from "#core/access/kept-people.ts";
import type { MailFailure } from "#core/contract/forum-operations.ts";
import type { NewEvent } from "../../store/stored-event.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise, programActor } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findActive, isAccountInUse, readSessionActor, tokenId } from "./account.ts";
import { mailFor, sendOne } from "./mail-person.ts";
import { queueMail } from "./mail-queue.ts";
import {
  type Browser,
  findSession,
  openSession,
  removeSeries,
  seriesOf,
  sessionEvent,
  type SignedIn,
  unknownBrowser,
} from "./sessions.ts";

/** A one-time sign-in link. The token is returned only here, and only its hash is stored. */
export interface NewLink {
  token: string;
  /** Path relative to the server's address. */
  path: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

/** An invitation. Without token and path if the link went by mail to its owner, and for everybody but the operator. */
interface Invitation {
  token: string | null;
  path: string | null;
  mail: "sent" | "failed" | "none";
  /** Why the message was not sent, if it failed. */
  reason: MailFailure | null;
  expiresAt: string;
}

/**
 * Invites a participant who has never signed in. The link goes by mail, and the secretariat does not see it: whoever has
 * it is the person. If mail does not reach the person, only the operator gets a link (`createLink`). Later links reach
 * only their owner (`askToSignIn`).
 * @throws ProblemError not-allowed, not-found, wrong-state if the person was deactivated, account-in-use,
 *   link-not-mailed for others than the operator if mail does not reach the person
 */
export async function invite(context: Context, actor: Actor, input: { participant: string }): Promise<Invitation> {
  authorise(actor, "invite");
  const { link, mail } = await context.store.transact(async (writer) => {
    const { email } = await findInvited(writer, input.participant);
    if (await isAccountInUse(writer, input.participant)) throw new ProblemError("account-in-use");
    if (actor.participantId !== null && (!context.mailReaches || email === null))
      throw new ProblemError("link-not-mailed", { participant: input.participant });
    const { link, participant } = await addLink(context, writer, actor, input.participant);
    const address = `${context.linkBase}/sign-in#invitation=${link.token}`;
    const { expiresAt } = link;
    return {
      link,
      mail: context.mailReaches
        ? await mailFor(writer, participant, { kind: "invitation", link: address, expiresAt })
        : null,
    };
  });
  if (!mail) return { ...link, mail: "none", reason: null };
  const reason = await sendOne(context, mail);
  await context.store.transact(async (writer) => {
    const invitation = await writer.get("invitations", tokenId(link.token));
    // The link may have been used already.
    if (!invitation) return;
    await writer.put("invitations", { ...invitation, mailFailure: reason });
    await writer.append(invitationEvent(context, actor, "invitation-mailed", input.participant));
  });
  return { token: null, path: null, expiresAt: link.expiresAt, mail: reason === null ? "sent" : "failed", reason };
}

/**
 * Creates a one-time sign-in link for anyone, for people with access to the machine: at a first start, and to recover an
 * account that nobody else can. `tellOwner` sends the owner of a used account a message about it.
 * @throws ProblemError not-found
 */
export async function createLink(
  context: Context,
  input: { participant: string },
): Promise<NewLink & { tellOwner: () => Promise<void> }> {
  return context.store.transact(async (writer) => {
    const { link, participant } = await addLink(context, writer, programActor, input.participant);
    const isInUse = await isAccountInUse(writer, participant.id);
    const at = context.now().toISOString();
    const mail = isInUse ? await mailFor(writer, participant, { kind: "recovery", at }) : null;
    return { ...link, tellOwner: await queueMail(context, writer, mail) };
  });
}

/** @throws ProblemError not-found, wrong-state if the person was deactivated */
async function findInvited(reader: Reader, id: string): Promise<KeptParticipant> {
  const participant = await reader.get("participants", id);
  if (!participant) throw new ProblemError("not-found");
  if (!isActive(participant)) throw new ProblemError("wrong-state", { state: "deactivated" });
  return participant;
}

/** Adds a link. Earlier links remain valid until the first sign-in, because one may be on another device. */
export async function addLink(
  context: Context,
  writer: Writer,
  actor: Actor,
  participantId: string,
): Promise<{ link: NewLink; participant: KeptParticipant }> {
  const now = context.now();
  const token = context.newToken();
  const expiresAt = new Date(now.getTime() + invitationLifetime).toISOString();
  const participant = await findInvited(writer, participantId);
  for (const earlier of await writer.list("invitations", { participantId })) {
    if (earlier.expiresAt <= now.toISOString()) await writer.remove("invitations", earlier.id);
  }
  await writer.put("invitations", { id: tokenId(token), participantId, createdAt: now.toISOString(), expiresAt });
  await writer.append(invitationEvent(context, actor, "invitation-made", participantId));
  return { link: { token, path: `/sign-in?token=${token}`, expiresAt }, participant };
}

function invitationEvent(
  context: Pick<Context, "now">,
  actor: Actor,
  kind: "invitation-made" | "invitation-mailed",
  participantId: string,
): NewEvent {
  return {
    at: context.now().toISOString(),
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    kind,
    documentId: null,
    subject: { collection: "participants", id: participantId },
    before: null,
    after: null,
  };
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
 * participant no longer exists or was deactivated.
 */
export async function resolveSession(context: Context, token: string | null): Promise<Actor> {
  if (token === null) return publicActor;
  return context.store.read(async (reader) => {
    const found = await findSession(context, reader, token);
    return found ? readSessionActor(context, reader, found.session) : publicActor;
  });
}

const day = 24 * 60 * 60 * 1000;
/** A sign-in link is valid for one week: long enough to read the message, short enough to be safe if forgotten. */
const invitationLifetime = 7 * day;
