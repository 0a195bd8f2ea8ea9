import { type Action, type Actor, can, type Subject } from "#core/access/permissions.ts";
import { ProblemError } from "./problem.ts";

/**
 * Refuses what the table of abilities does not allow.
 * @throws ProblemError not-signed-in for the public, who may be allowed once we know them; not-allowed for all others.
 */
export function authorise<A extends Action>(
  actor: Actor,
  action: A,
  ...subject: Subject<A> extends undefined ? [] : [subject: Subject<A>]
): void {
  if (!can(actor, action, ...subject)) throw refusal(actor);
}

/** What somebody is told who may not. */
export function refusal(actor: Actor): ProblemError {
  return new ProblemError(actor.participantId === null ? "not-signed-in" : "not-allowed");
}

/** The program itself, and whoever has the machine: seeding and the command line act as it. It may what the secretariat may. */
export const programActor: Actor = { participantId: null, organisationId: null, role: "secretariat" };
