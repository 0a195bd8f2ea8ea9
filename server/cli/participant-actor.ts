import type { Actor } from "#core/access/permissions.ts";
import { Refusal } from "./refusal.ts";
import type { Context } from "../services/kernel/context.ts";

/** Somebody of the forum, who speaks on the command line. @throws Refusal where there is nobody by that id */
export async function participantActor(context: Context, id: string): Promise<Actor> {
  const participants = await context.store.read((reader) => reader.list("participants"));
  const found = participants.find((participant) => participant.id === id);
  if (found) return { participantId: found.id, organisationId: found.organisationId, role: found.role };
  const known = participants.map((one) => one.id).toSorted();
  throw known.length > 0
    ? new Refusal("cli-no-participant", { participant: id, known: known.join(", ") })
    : new Refusal("cli-no-participants", { participant: id });
}
