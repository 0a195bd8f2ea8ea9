import type { QueryClient } from "@tanstack/react-query";
import type { Actor } from "#core/access/permissions.ts";
import type { Me } from "#core/contract/forum-operations.ts";

/** Returns the reader as an `Actor`, the form that the permissions table takes. */
export function actorOf({ participant, organisation, role }: Me): Actor {
  return { participantId: participant?.id ?? null, organisationId: organisation?.id ?? null, role };
}

/**
 * Discards every answer cached for the previous user and fetches again the ones the page shows. Answers that were only
 * marked as stale would stay on screen until the new ones arrive, private drafts included.
 */
export async function changePerson(client: QueryClient): Promise<void> {
  await client.cancelQueries();
  client.removeQueries({ type: "inactive" });
  await client.resetQueries();
}
