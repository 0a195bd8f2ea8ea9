import { isActive, isInForce, type KeptParticipant } from "#core/access/kept-people.ts";
import { type Actor, publicActor } from "#core/access/permissions.ts";
import { needsClearance } from "#core/access/people.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { forumDay } from "../kernel/forum-zone.ts";
import { holdBack, needsStrongSignIn } from "./strong-sign-in.ts";

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
