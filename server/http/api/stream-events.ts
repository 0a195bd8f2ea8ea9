import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Context } from "../../services/kernel/context.ts";
import type { Following } from "../../services/forum/follow-events.ts";
import { resolveSession } from "../../services/people/resolve-session.ts";
import { EventStream } from "./event-stream.ts";
import { personOf } from "../middleware/limits.ts";
import { mostStreams, type OpenStreams } from "./open-streams.ts";
import type { Visit } from "../middleware/visitor.ts";

/**
 * Answers with what happens to a document, or to circles, as it happens and as far as the visitor may know. A reader who was cut off
 * names the last event they had (Last-Event-ID) and is told what they missed; one who has just come is told nothing of
 * the past, since the page they hold was read a moment ago.
 *
 * Signing out ends the stream at once. Every heartbeat asks again who the session is, so that one that ended elsewhere or
 * expired, or a role that changed, ends it too; a reader who still may comes back by themselves.
 * @throws ProblemError not-signed-in, not-found, too-many-streams, before anything is sent.
 */
export async function streamEvents(
  { context, streams, heartbeat }: { context: Context; streams: OpenStreams; heartbeat: number },
  { visitor, response }: Visit,
  follow: (after: string | null, hear: (event: ForumEvent) => void) => Promise<Following>,
): Promise<void> {
  const { actor, session } = visitor;
  const lastSeen = response.req.get("last-event-id") ?? null;
  const missed: ForumEvent[] = [];
  let stream: EventStream | null = null;

  const most = actor.participantId === null ? mostStreams.address : mostStreams.person;
  const leave = streams.enter(personOf(response.req, response), most);
  const following = await follow(lastSeen, (event) => {
    if (stream) stream.send(event);
    else missed.push(event);
  }).catch((error: unknown) => {
    leave();
    throw error;
  });
  const checkStanding = async (): Promise<void> => {
    await following.caughtUp();
    const { participantId, role, organisationId } = await resolveSession(context, session);
    const same =
      participantId === actor.participantId && role === actor.role && organisationId === actor.organisationId;
    if (!same) opened.close();
  };
  const opened = new EventStream(response, heartbeat, () => void checkStanding().catch(() => opened.close()));
  opened.whenClosed(() => following.stop());
  opened.whenClosed(leave);
  if (session !== null) streams.add(session, opened);
  for (const event of missed) opened.send(event);
  stream = opened;
}
