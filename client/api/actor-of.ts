import type { Actor } from "#core/access/permissions.ts";
import type { Me } from "#core/contract/forum-operations.ts";

/** Who reads, as the one table of who may asks for them. */
export function actorOf({ participant, organisation, role }: Me): Actor {
  return { participantId: participant?.id ?? null, organisationId: organisation?.id ?? null, role };
}
