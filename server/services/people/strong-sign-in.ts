import type { Forum } from "#core/access/forum.ts";
import { type Actor, publicActor } from "#core/access/permissions.ts";
import type { Session } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { readStrongWays } from "./ways-in.ts";

/**
 * Returns the actor of a session, or the public in their place if the forum requires more of their role.
 *
 * The forum can require a passkey or a provider for secretariat and chair. The actor of a session that they opened
 * otherwise is the public, with their id in `heldBack` only. Code that does not know this field thus gives them no right.
 * Only the action "manage-own-access" reads it, by which they add their first passkey or provider.
 */
export async function holdBack(reader: Reader, actor: Actor, { isStrong }: Pick<Session, "isStrong">): Promise<Actor> {
  const { role, participantId } = actor;
  if (isStrong || participantId === null || (role !== "secretariat" && role !== "chair")) return actor;
  return (await requiresStrongSignIn(reader)) ? { ...publicActor, heldBack: participantId } : actor;
}

async function requiresStrongSignIn(reader: Reader): Promise<boolean> {
  const [forum] = await reader.list("forum");
  const { strongSignIn = false } = (forum ?? {}) as Forum & { strongSignIn?: boolean };
  return strongSignIn;
}

/**
 * Checks that the person who requires a passkey or a provider has one themselves. Otherwise they would shut themselves
 * out with this act. The program may always require it.
 * @throws ProblemError stronger-sign-in-needed
 */
export async function checkMayRequireStrong(context: Context, reader: Reader, { participantId }: Actor): Promise<void> {
  if (participantId === null) return;
  if ((await readStrongWays(context, reader, participantId)) === 0) throw new ProblemError("stronger-sign-in-needed");
}

/**
 * Checks that the actor may add a passkey or a provider. With a session that is too weak for their role, they may add
 * only their first. Otherwise whoever reads their mail could add one of their own beside it.
 * @throws ProblemError stronger-sign-in-needed
 */
export async function checkMayAdd(context: Context, reader: Reader, { heldBack }: Actor): Promise<void> {
  if (heldBack === undefined) return;
  if ((await readStrongWays(context, reader, heldBack)) > 0) throw new ProblemError("stronger-sign-in-needed");
}
