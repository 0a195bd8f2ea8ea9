import type { QueryClient } from "@tanstack/react-query";
import type { Actor } from "#core/access/permissions.ts";
import type { Me } from "#core/contract/forum-operations.ts";

/** Returns the reader as an `Actor`, the form that the permissions table takes. */
export function actorOf({ participant, organisation, role, deputy }: Me): Actor {
  const actor = { participantId: participant?.id ?? null, organisationId: organisation?.id ?? null, role };
  return deputy ? { ...actor, deputyId: deputy.id } : actor;
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

/**
 * Returns a new UUID (version 4). `crypto.randomUUID` exists only on https and localhost, but the server may be reached
 * by an address of the local network.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Returns whether an id is a UUID of any version, which a client may choose for something new. */
export function isUuid(id: string): boolean {
  return /^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/iu.test(id);
}
