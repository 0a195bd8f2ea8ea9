import type { Preferences } from "#core/access/preferences.ts";
import type { KeptParticipant } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { Profile } from "#core/contract/account-operations.ts";
import type { EventKind } from "#core/contract/event-operations.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { accountOf } from "./own-sessions.ts";
import { preferencesOf } from "./participant.ts";

/**
 * Returns the actor's own profile.
 * @throws ProblemError not-signed-in
 */
export async function getProfile(context: Context, actor: Actor): Promise<Profile> {
  const id = accountOf(actor);
  return context.store.read((reader) => readProfile(reader, id));
}

/**
 * Changes the actor's own name and settings. Earlier comments keep the name they were made with.
 * @throws ProblemError not-signed-in
 */
export async function changeProfile(
  context: Context,
  actor: Actor,
  { name, ...changed }: { name?: string | undefined } & { [P in keyof Preferences]?: Preferences[P] | undefined },
): Promise<Profile> {
  const id = accountOf(actor);
  return context.store.transact(async (writer) => {
    const participant = await findOwn(writer, id);
    const { preferences } = await readProfile(writer, id);
    const before = { id, ...preferences };
    const chosen = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
    const after = { ...before, ...chosen };
    if (Object.keys(chosen).length > 0) {
      await writer.put("preferences", after);
      await recordOwn(context, writer, actor, { kind: "preferences-changed", before, after });
    }
    if (name !== undefined && name !== participant.name) {
      await writer.put("participants", { ...participant, name });
      const change = { kind: "profile-changed", before: { name: participant.name }, after: { name } } as const;
      await recordOwn(context, writer, actor, change);
    }
    return readProfile(writer, id);
  });
}

/** Returns a person's profile, within a read or transaction. */
export async function readProfile(reader: Reader, id: string): Promise<Profile> {
  const { name, email, organisationId, group, role } = await findOwn(reader, id);
  const chosen = (await reader.get("preferences", id)) ?? { id };
  return {
    participant: { id, name, email, organisationId, group, role },
    preferences: preferencesOf(chosen),
  };
}

/** @throws ProblemError not-signed-in */
export async function findOwn(reader: Reader, id: string): Promise<KeptParticipant> {
  const participant = await reader.get("participants", id);
  if (!participant) throw new ProblemError("not-signed-in");
  return participant;
}

/** Records a change of the actor's own account. */
export async function recordOwn(
  context: Context,
  writer: Writer,
  actor: Actor,
  change: { kind: EventKind; before: unknown; after: unknown },
): Promise<void> {
  await writer.append({
    at: context.now().toISOString(),
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    documentId: null,
    subject: { collection: "participants", id: accountOf(actor) },
    ...change,
  });
}
