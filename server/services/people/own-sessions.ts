import type { Actor } from "#core/access/permissions.ts";
import type { ShownSession } from "#core/contract/account-operations.ts";
import { dayOf } from "#core/text/wall-clock.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { forumZone } from "../kernel/forum-zone.ts";
import { ProblemError } from "../kernel/problem.ts";
import { isLive, lastUseOf, removeSeries, seriesOf, sessionEvent } from "./sessions.ts";

/** Returns the id of the person whose account it is. The program itself has no account. */
export function accountOf(actor: Actor): string {
  authorise(actor, "keep-account");
  if (actor.participantId === null) throw new ProblemError("not-signed-in");
  return actor.participantId;
}

/**
 * Lists the actor's own sessions, the last used first. `series` is the session of the request.
 * @throws ProblemError not-signed-in
 */
export async function getSessions(
  context: Context,
  actor: Actor,
  { series }: { series: string | null },
): Promise<ShownSession[]> {
  const participantId = accountOf(actor);
  const [sessions, zone] = await context.store.read(async (reader) =>
    Promise.all([reader.list("sessions", { participantId }), forumZone(reader)]),
  );
  return sessions
    .filter((session) => !session.isRenewed && isLive(context, session))
    .map((session) => ({
      id: seriesOf(session),
      device: session.device ?? null,
      createdAt: session.createdAt,
      lastUsedOn: dayOf(lastUseOf(session), zone),
      current: seriesOf(session) === series,
    }))
    .toSorted((left, right) => (left.lastUsedOn + left.createdAt < right.lastUsedOn + right.createdAt ? 1 : -1));
}

/**
 * Ends one of the actor's own sessions, or all but the one of the request. Returns the ids of the ended ones, whose event
 * streams must be closed.
 * @throws ProblemError not-signed-in, not-found (also for another person's session)
 */
export async function endSessions(
  context: Context,
  actor: Actor,
  ending: { session: string } | { except: string | null },
): Promise<string[]> {
  const participantId = accountOf(actor);
  return context.store.transact(async (writer) => {
    const sessions = await writer.list("sessions", { participantId });
    const all = [...new Set(sessions.filter((session) => isLive(context, session)).map(seriesOf))];
    const ended = all.filter((id) => ("session" in ending ? id === ending.session : id !== ending.except));
    if ("session" in ending && ended.length === 0) throw new ProblemError("not-found");
    for (const series of ended) {
      await removeSeries(writer, participantId, series);
      const at = context.now().toISOString();
      const person = { id: participantId, organisationId: actor.organisationId };
      await writer.append(sessionEvent(person, { at, kind: "session-ended" }));
    }
    return ended;
  });
}
