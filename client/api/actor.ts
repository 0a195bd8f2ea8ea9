import type { QueryClient } from "@tanstack/react-query";
import type { Actor } from "#core/access/permissions.ts";
import type { Me } from "#core/contract/forum-operations.ts";

/** Who reads, as the one table of who may asks for them. */
export function actorOf({ participant, organisation, role }: Me): Actor {
  return { participantId: participant?.id ?? null, organisationId: organisation?.id ?? null, role };
}

/**
 * Forgets every answer given to whoever was signed in before, and asks again for what the page shows. Answers that are
 * only marked as stale would still be drawn until the new ones come, private drafts among them.
 */
export async function changePerson(client: QueryClient): Promise<void> {
  await client.cancelQueries();
  client.removeQueries({ type: "inactive" });
  await client.resetQueries();
}
