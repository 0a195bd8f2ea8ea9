import type { Actor } from "#core/access/permissions.ts";
import type { Participant } from "#core/access/participant.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";

/**
 * The people of the forum by name, without their addresses.
 * @throws ProblemError not-signed-in
 */
export async function getParticipants(context: Context, actor: Actor): Promise<Omit<Participant, "email">[]> {
  authorise(actor, "read-participants");
  const participants = await context.store.read((reader) => reader.list("participants"));
  return participants
    .map(({ id, name, organisationId, group, role }) => ({ id, name, organisationId, group, role }))
    .toSorted((one, other) => one.name.localeCompare(other.name, "en"));
}
