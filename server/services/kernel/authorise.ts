import { type Action, type Actor, can, type CommentAccess, type Subject } from "#core/access/permissions.ts";
import { isOnOthers } from "#core/access/scopes.ts";
import { storeOver } from "../../store/store-over.ts";
import type { Store, Writer } from "../../store/store.ts";
import type { Context } from "./context.ts";
import { ProblemError } from "./problem.ts";

/**
 * Rejects an action that the table of permissions does not allow.
 * @throws ProblemError not-signed-in for the public, who may be allowed once they sign in; stronger-sign-in-needed for
 *   people whose session is too weak for their role; scope-missing for an access token that does not cover the action
 *   on this subject; not-allowed for all others.
 */
export function authorise<A extends Action>(
  actor: Actor,
  action: A,
  ...subject: Subject<A> extends undefined ? [] : [subject: Subject<A>]
): void {
  if (!can(actor, action, ...subject)) throw refusal(actor);
  if (actor.ownItemsOnly && isOnOthers(action, isOwn(actor, subject[0]))) throw new ProblemError("scope-missing");
}

/** Whether the subject of an action is a comment or reply whose author acts. */
function isOwn({ participantId }: Actor, subject: unknown): boolean {
  const { speaker } = (subject ?? {}) as Partial<CommentAccess>;
  return participantId !== null && speaker?.participantId === participantId;
}

/** Returns the error for an actor without permission. */
export function refusal(actor: Actor): ProblemError {
  if (actor.heldBack !== undefined) return new ProblemError("stronger-sign-in-needed");
  return new ProblemError(actor.participantId === null ? "not-signed-in" : "not-allowed");
}

/**
 * The program itself, and anyone with access to the machine. Seeding and the command line act as it. It has the
 * secretariat's permissions.
 */
export const programActor: Actor = { participantId: null, organisationId: null, role: "secretariat" };

/**
 * Returns a context that records the deputy in every event, if a deputy acts. Services know only the person who is
 * represented, so none of them can forget the deputy.
 */
export function asDeputy(context: Context, { deputyId }: Actor): Context {
  return deputyId === undefined ? context : { ...context, store: recordingStore(context.store, deputyId) };
}

function recordingStore(store: Store, deputy: string): Store {
  return storeOver(store, {
    transact: (work, options) => store.transact((writer) => work(recordingWriter(writer, deputy)), options),
  });
}

function recordingWriter(writer: Writer, deputy: string): Writer {
  return { ...writer, append: (event) => writer.append({ ...event, deputy }) };
}
