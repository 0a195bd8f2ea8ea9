import type { Role } from "#core/access/people.ts";
import { type Actor, publicActor } from "#core/access/permissions.ts";
import type { Reader } from "../../store/store.ts";

/** Returns whether the forum requires a passkey or a provider of this role: of secretariat and chair, if it chose to. */
export async function needsStrongSignIn(reader: Reader, role: Role): Promise<boolean> {
  if (role !== "secretariat" && role !== "chair") return false;
  const [forum] = await reader.list("forum");
  return forum?.strongSignIn ?? false;
}

/**
 * Returns the actor of a session, or the public in their place if the forum requires more of their role.
 *
 * The public then has their id in `heldBack` only. Code that does not know this field thus gives them no right. Only
 * ways-in.ts reads it, to let them add their first passkey or provider.
 */
export async function holdBack(reader: Reader, actor: Actor, { isStrong }: { isStrong?: boolean }): Promise<Actor> {
  const { role, participantId } = actor;
  if (isStrong || participantId === null || !(await needsStrongSignIn(reader, role))) return actor;
  return { ...publicActor, heldBack: participantId };
}
