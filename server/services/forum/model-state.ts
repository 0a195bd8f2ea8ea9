import type { AccountKind, AdministrationKind } from "#core/contract/administration-events.ts";
import type { EventKind } from "#core/contract/event-operations.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";

/**
 * Kinds of events that add nothing of one's own to the model: those of a person's own account and saved filters, and
 * those that happen by themselves. People who existed before the model keep their accounts when it is cleared.
 */
const harmless: ReadonlySet<string> = new Set<EventKind | AdministrationKind | AccountKind>([
  "invitation-made",
  "invitation-mailed",
  "signed-in",
  "signed-out",
  "session-renewed",
  "session-ended",
  "token-made",
  "token-used",
  "token-revoked",
  "identity-linked",
  "identity-unlinked",
  "passkey-added",
  "passkey-renamed",
  "passkey-removed",
  "access-recovered",
  "profile-changed",
  "preferences-changed",
  "email-changed",
  "view-saved",
  "view-removed",
  "consultation-closed",
  "set-up-changed",
]);

/** Returns the event by which the model filled the forum, if nothing was added since. */
export async function untouchedModel(reader: Reader): Promise<StoredEvent | null> {
  for (let seq = await reader.lastEvent(); seq > 0; seq -= 1) {
    const [event] = await reader.events({ after: seq - 1, limit: 1 });
    if (event?.kind === "model-forum-tried") return event;
    if (!event || !harmless.has(event.kind)) return null;
  }
  return null;
}

/** Returns whether a forum has only its people. */
export async function isEmptyForum(reader: Reader): Promise<boolean> {
  const filled = ["documents", "organisations", "circles", "contributions", "deputies"] as const;
  for (const collection of filled) if ((await reader.count(collection, {})) > 0) return false;
  return true;
}
