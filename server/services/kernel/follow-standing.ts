import type { Actor } from "#core/access/permissions.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "./context.ts";

/**
 * Calls the listener after each event that may change what an actor may do: one about them, their organisation, deputies
 * or the forum. Returns a function that unsubscribes.
 */
export function followStanding({ store }: Pick<Context, "store">, actor: Actor, changed: () => void): () => void {
  return store.subscribe((event) => {
    if (concerns(event, actor)) changed();
  });
}

function concerns(
  { subject: { collection, id } }: StoredEvent,
  { participantId, deputyId, organisationId }: Actor,
): boolean {
  if (collection === "deputies" || collection === "forum") return true;
  return [participantId, deputyId, organisationId].includes(id);
}
