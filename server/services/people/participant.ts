import { isActive, ownOrganisation, shownParticipant } from "#core/access/kept-people.ts";
import type { Participant } from "#core/access/people.ts";
import { defaultPreferences, type Preferences } from "#core/access/preferences.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";

/** Returns the signed-in person. `participant` and `organisation` are null for the public. */
export async function getMe(context: Context, actor: Actor): Promise<Me> {
  return context.store.read((reader) => readMe(reader, actor));
}

/** Like `getMe`, within an existing read or transaction. */
export async function readMe(reader: Reader, { participantId, organisationId, role, deputyId }: Actor): Promise<Me> {
  const deputy = deputyId === undefined ? undefined : await reader.get("participants", deputyId);
  const participant = participantId === null ? undefined : await reader.get("participants", participantId);
  const organisation = organisationId === null ? undefined : await reader.get("organisations", organisationId);
  const isInPerson = participantId !== null && deputyId === undefined;
  const chosen = isInPerson ? await reader.get("preferences", participantId) : undefined;
  return {
    participant: participant ? shownParticipant(participant) : null,
    organisation: organisation ? ownOrganisation(organisation) : null,
    role,
    ...(deputy && { deputy: { id: deputy.id, name: deputy.name } }),
    ...(chosen && { preferences: preferencesOf(chosen) }),
  };
}

/** Returns a person's stored settings, with the default for those that are missing. */
export function preferencesOf({ id: _id, ...chosen }: { id: string } & Partial<Preferences>): Preferences {
  return { ...defaultPreferences, ...chosen };
}

/**
 * Lists the active participants of the forum by name, without their email addresses.
 * @throws ProblemError not-signed-in
 */
export async function getParticipants(context: Context, actor: Actor): Promise<Omit<Participant, "email">[]> {
  authorise(actor, "read-participants");
  const participants = await context.store.read((reader) => reader.list("participants"));
  return participants
    .filter(isActive)
    .map(({ id, name, organisationId, group, role }) => ({ id, name, organisationId, group, role }))
    .toSorted((left, right) => left.name.localeCompare(right.name, "en"));
}
