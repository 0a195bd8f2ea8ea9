import type { ListedPerson } from "#core/contract/people-operations.ts";
import type { Participant } from "#core/access/people.ts";
import type { Actor } from "#core/access/permissions.ts";
import { isActive, type KeptParticipant } from "#core/access/kept-people.ts";
import { subjectKey } from "../../store/indexes.ts";
import type { Reader } from "../../store/store.ts";
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
