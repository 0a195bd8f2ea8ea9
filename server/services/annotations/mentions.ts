import type { Actor } from "#core/access/permissions.ts";
import { inOrder } from "#core/discuss/annotation.ts";
import { textParts, type Known } from "#core/discuss/mentions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation } from "./find-annotation.ts";
import { findForum } from "../versions/find-version.ts";
import { mayKnow, mayKnowReply, readSight } from "../kernel/visibility.ts";
import { showAtHome } from "./present-annotation.ts";

/** As many as one reads through; who wants older ones searches for their name. */
const most = 50;

/**
 * What others said to the actor by name, in an annotation or an answer to it, as far as the actor may know of it: the last
 * ones, latest first, each on the version it was made on.
 * @throws ProblemError not-signed-in
 */
export async function getMentions(context: Context, actor: Actor): Promise<PlacedAnnotation[]> {
  const found = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    authorise(actor, "read-participants");
    const people = await reader.list("participants");
    const self = people.find(({ id }) => id === actor.participantId);
    if (!self) return [];
    const sight = await readSight(context, reader, actor);
    const isSaidToActor = saidTo(self, people);
    const annotations = new Map((await reader.list("annotations")).map((one) => [one.id, one]));
    const replies = (await reader.list("replies")).filter((reply) => {
      const annotation = annotations.get(reply.annotationId);
      return annotation && isSaidToActor(reply) && mayKnow(sight, annotation) && mayKnowReply(sight, reply, annotation);
    });
    const spoken = [...annotations.values()].filter((one) => isSaidToActor(one) && mayKnow(sight, one));
    const latest = inOrder([...spoken, ...replies]).reverse();
    const ids = new Set(latest.map((one) => ("annotationId" in one ? one.annotationId : one.id)));
    return Promise.all([...ids].slice(0, most).map((id) => findAnnotation(context, reader, actor, id)));
  });
  return Promise.all(found.map((one) => showAtHome(context, one)));
}

/** Whether something that stands speaks to somebody by name; what one says to oneself does not. */
function saidTo(
  { id, name }: Known["people"][number],
  people: Known["people"],
): (said: { text: string; standing: string; speaker: { participantId: string } }) => boolean {
  return ({ text, standing, speaker }) =>
    standing === "open" &&
    speaker.participantId !== id &&
    text.includes(`@${name}`) &&
    textParts(text, { people, documents: [] }).some((part) => part.kind === "mention" && part.participant === id);
}
