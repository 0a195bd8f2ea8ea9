import type { Actor } from "#core/access/ability.ts";
import type { Participant } from "#core/access/participant.ts";
import { authorise } from "./authorise.ts";
import type { Context } from "./context.ts";

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
