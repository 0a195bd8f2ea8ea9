import type { Writer } from "../../store/store.ts";

/**
 * Ends a person's sessions, access tokens, unused links and waiting change of address, within a transaction that records
 * why. None of them comes back, whatever is undone later.
 */
export async function endAccess(writer: Writer, participantId: string): Promise<void> {
  for (const collection of ["sessions", "tokens", "invitations"] as const) {
    for (const { id } of await writer.list(collection, { participantId })) await writer.remove(collection, id);
  }
  await writer.remove("emailChanges", participantId);
}

/** Ends the unused links of a person, because they may have reached somebody else. */
export async function endLinks(writer: Writer, participantId: string): Promise<void> {
  for (const { id } of await writer.list("invitations", { participantId })) await writer.remove("invitations", id);
}
