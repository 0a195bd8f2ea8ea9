import { publicActor, type Actor } from "#core/access/permissions.ts";
import type { Participant } from "#core/access/participant.ts";
import type { Context } from "../kernel/context.ts";
import { tokenId } from "./tokens.ts";

/** Who acts under a session's token: the public, where it is none, unknown, expired, or its participant is gone. */
export async function resolveSession(context: Context, token: string | null): Promise<Actor> {
  if (token === null) return publicActor;
  return context.store.read(async (reader) => {
    const session = await reader.get("sessions", tokenId(token));
    if (!session || session.expiresAt <= context.now().toISOString()) return publicActor;
    const participant = await reader.get("participants", session.participantId);
    return participant ? actorOf(participant) : publicActor;
  });
}

/** The actor a participant is. */
export function actorOf({ id, organisationId, role }: Participant): Actor {
  return { participantId: id, organisationId, role };
}
