import { isActive, isInForce, type KeptParticipant } from "#core/access/kept-people.ts";
import { needsClearance, type Participant, type Role } from "#core/access/people.ts";
import { type Actor, publicActor } from "#core/access/permissions.ts";
import type { ListedPerson } from "#core/contract/people-operations.ts";
import { subjectKey } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
import { forumDay } from "../kernel/clock.ts";
import type { Context } from "../kernel/context.ts";
import { sha256 } from "../kernel/hashes.ts";

/** Returns a participant as an actor, without organisations that were merged into theirs. */
export function actorOf({ id, organisationId, role }: Participant): Actor {
  return { participantId: id, organisationId, role };
}

/** Returns the id under which a token's record is stored. Nobody who reads the store can sign in with it. */
export function tokenId(token: string): string {
  return sha256(token);
}

/** Finds a participant who may act. */
export async function findActive(reader: Reader, id: string): Promise<KeptParticipant | undefined> {
  const participant = await reader.get("participants", id);
  return participant && isActive(participant) ? participant : undefined;
}

/** Finds the participant with an address, by its hash (`addressHash`). If several share it, always the same one. */
export async function findByAddress(reader: Reader, address: string): Promise<KeptParticipant | undefined> {
  const participants = await reader.list("participants", { address });
  return participants.filter(isActive).toSorted((left, right) => (left.id < right.id ? -1 : 1))[0];
}

/**
 * Returns whether the person with an address, by its hash, signed in before in the browser with this device token. Reads
 * as much for an unknown address, so that its timing does not tell.
 */
export async function knowsDevice(reader: Reader, address: string, device: string): Promise<boolean> {
  const participant = await findByAddress(reader, address);
  const account = await reader.get("accounts", participant?.id ?? address);
  return participant !== undefined && (account?.devices.includes(tokenId(device)) ?? false);
}

/**
 * Returns whether the participant has ever signed in. From then on, only they receive links to sign in. Sign-ins
 * before accounts were recorded are only among the events.
 */
export async function isAccountInUse(reader: Reader, participantId: string): Promise<boolean> {
  if (await reader.get("accounts", participantId)) return true;
  const subject = subjectKey({ collection: "participants", id: participantId });
  const events = await reader.events({ after: 0, limit: 1, kind: "signed-in", subject });
  return events.length > 0;
}

/** Returns the state of a person's latest invitation, or their first sign-in. Null if they have neither. */
export async function invitationOf(
  reader: Reader,
  participantId: string,
  now: Date,
): Promise<ListedPerson["invitation"]> {
  const account = await reader.get("accounts", participantId);
  if (account) return { state: "used", at: account.firstSignedInAt, reason: null };
  const invitations = await reader.list("invitations", { participantId });
  const latest = invitations.toSorted((left, right) => (left.createdAt < right.createdAt ? -1 : 1)).at(-1);
  if (!latest) return null;
  const { createdAt: at, expiresAt, mailFailure } = latest;
  if (mailFailure) return { state: "not-sent", at, reason: mailFailure };
  if (expiresAt <= now.toISOString()) return { state: "expired", at, reason: null };
  return { state: mailFailure === null ? "sent" : "made", at, reason: null };
}

/**
 * Returns a participant as an actor, with the organisations that were merged into theirs, its rule on clearance, and the
 * limits to the drafts that they read.
 */
export async function readActor(
  context: Pick<Context, "now">,
  reader: Reader,
  { id, organisationId, role, standing, addressHold }: KeptParticipant,
): Promise<Actor> {
  const organisation = organisationId === null ? undefined : await reader.get("organisations", organisationId);
  const absorbed = organisation?.absorbed;
  const isUnder = needsClearance({ role, organisation: organisation ?? null }, "organisation");
  const limits = (standing ?? []).filter(({ since }) => since !== null);
  return {
    participantId: id,
    organisationId,
    role,
    ...(absorbed && { absorbed }),
    ...(isUnder && { underClearance: true }),
    ...(limits.length > 0 && { standing: limits }),
    ...(addressHold && context.now().toISOString() < addressHold.until && { heldBefore: addressHold.since }),
  };
}

/**
 * Returns the actor of a session. A deputy acts as the person they represent, and as themselves once their right ends.
 * A deactivated person is the public, and so is one whose session is too weak for their role (`holdBack`). A deputy with
 * such a session acts as themselves.
 */
export async function readSessionActor(
  context: Pick<Context, "now">,
  reader: Reader,
  session: { participantId: string; actingFor?: string | undefined; isStrong?: boolean },
): Promise<Actor> {
  const { participantId, actingFor, isStrong = false } = session;
  const participant = await reader.get("participants", participantId);
  if (!participant || !isActive(participant)) return publicActor;
  const self = await holdBack(reader, await readActor(context, reader, participant), session);
  if (actingFor === undefined || self.heldBack !== undefined) return self;
  const principal = await readPrincipal(context, reader, { deputyId: participantId, principalId: actingFor });
  if (!principal || (!isStrong && (await needsStrongSignIn(reader, principal.role)))) return self;
  return { ...(await readActor(context, reader, principal)), deputyId: participantId };
}

/** Returns the active person in whose place a deputy may act now, or null. */
export async function readPrincipal(
  context: Pick<Context, "now">,
  reader: Reader,
  { deputyId, principalId }: { deputyId: string; principalId: string },
): Promise<KeptParticipant | null> {
  const principal = await reader.get("participants", principalId);
  if (!principal || !isActive(principal)) return null;
  const today = await forumDay(context, reader);
  const rights = await reader.list("deputies", { principalId, deputyId });
  return rights.some((right) => isInForce(right, today)) ? principal : null;
}

/** Returns whether the forum requires a passkey or a provider of this role: of secretariat and chair, if it chose to. */
export async function needsStrongSignIn(reader: Reader, role: Role): Promise<boolean> {
  if (role !== "secretariat" && role !== "chair") return false;
  const [forum] = await reader.list("forum");
  return forum?.strongSignIn ?? false;
}

/**
 * Returns the actor of a session, or the public in their place if the forum requires more of their role.
 *
 * The public then has their id in `heldBack` only. Code that does not know this field thus gives them no right. Only
 * ways-in.ts reads it, to let them add their first passkey or provider.
 */
export async function holdBack(reader: Reader, actor: Actor, { isStrong }: { isStrong?: boolean }): Promise<Actor> {
  const { role, participantId } = actor;
  if (isStrong || participantId === null || !(await needsStrongSignIn(reader, role))) return actor;
  return { ...publicActor, heldBack: participantId };
}
