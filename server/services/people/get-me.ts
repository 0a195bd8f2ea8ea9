import type { Actor } from "#core/access/permissions.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";

/** Who is signed in; nobody where the actor is the public. */
export async function getMe(context: Context, actor: Actor): Promise<Me> {
  return context.store.read((reader) => readMe(reader, actor));
}

/** The same, in a look or a transaction under way. */
export async function readMe(reader: Reader, { participantId, organisationId, role }: Actor): Promise<Me> {
  return {
    participant: (participantId === null ? null : await reader.get("participants", participantId)) ?? null,
    organisation: (organisationId === null ? null : await reader.get("organisations", organisationId)) ?? null,
    role,
  };
}
