import type { Actor } from "#core/access/permissions.ts";
import type { Organisation, Participant } from "#core/access/people.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import type { Reader } from "../../store/store.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";

/**
 * The capacity and co-signers that a participant chooses. A missing capacity defaults to the usual one for their role.
 */
export interface SpeakerChoice {
  capacity?: Speaker["capacity"] | undefined;
  /** Ids of other organisations to invite as co-signers. */
  jointly?: readonly string[] | undefined;
}

/**
 * Returns the speaker with the names and roles of this moment.
 *
 * - The capacity "organisation" requires an organisation; "chair" and "secretariat" require that role.
 * - A person who speaks in person or as chair represents no organisation, and so cannot invite co-signers.
 * - The speaker's own organisation is not listed a second time.
 * - Other organisations are listed as awaiting, because each must confirm for itself.
 * @throws ProblemError not-signed-in, invalid-request
 */
export async function freezeSpeaker(reader: Reader, actor: Actor, choice: SpeakerChoice): Promise<Speaker> {
  const participant = actor.participantId === null ? undefined : await reader.get("participants", actor.participantId);
  if (!participant) throw new ProblemError("not-signed-in");
  const ownOrganisation =
    participant.organisationId === null ? undefined : await reader.get("organisations", participant.organisationId);
  const capacity = choice.capacity ?? usualCapacity(participant);
  if (capacity === "organisation" && !ownOrganisation) throw invalidField("capacity", "no-organisation-to-speak-for");
  if ((capacity === "chair" || capacity === "secretariat") && participant.role !== capacity) {
    throw invalidField("capacity", "capacity-of-another-role");
  }
  const organisation = capacity === "organisation" || capacity === "secretariat" ? (ownOrganisation ?? null) : null;
  const others = [...new Set(choice.jointly ?? [])].filter((id) => id !== organisation?.id);
  if (others.length > 0 && !organisation) throw invalidField("jointly", "joint-without-organisation");
  return {
    participantId: participant.id,
    name: participant.name,
    capacity,
    organisation: organisation && named(organisation),
    group: organisation?.group ?? participant.group,
    jointly: [],
    awaiting: await Promise.all(
      others.map(async (id) => {
        const cosigner = await reader.get("organisations", id);
        if (!cosigner) throw invalidField("jointly", "organisation-unknown", { organisation: id });
        return named(cosigner);
      }),
    ),
  };
}

function usualCapacity({ role, organisationId }: Participant): Speaker["capacity"] {
  if (role === "chair" || role === "secretariat") return role;
  return organisationId === null ? "personal" : "organisation";
}

function named({ id, name, shortName, group }: Organisation): NonNullable<Speaker["organisation"]> {
  return { id, name, shortName, group };
}
