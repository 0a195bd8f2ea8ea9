import type { Actor } from "#core/access/permissions.ts";
import { inOrder } from "#core/discuss/annotation.ts";
import { textParts, type Known } from "#core/discuss/mentions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { KeptReply } from "../../store/collections.ts";
import { mentionKey } from "../../store/indexes.ts";
import { authorise } from "../kernel/authorise.ts";
import { peopleNamed } from "../kernel/concerns.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation } from "./find-annotation.ts";
import { findForum } from "../versions/find-version.ts";
import { mayKnow, mayKnowReply, readViewer } from "../kernel/visibility.ts";
import { presentAnnotation } from "./present-annotation.ts";

/** Maximum number of mentions. To find older ones, people can search for their name. */
const most = 50;

/**
 * Lists the latest annotations in which another person mentions the actor by name, in the annotation or in a reply.
 * They are limited to those the actor may see, newest first, each on the version it was made on.
 * @throws ProblemError not-signed-in
 */
export async function getMentions(context: Context, actor: Actor): Promise<PlacedAnnotation[]> {
  const mentions = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    authorise(actor, "read-participants");
    const self = actor.participantId === null ? undefined : await reader.get("participants", actor.participantId);
    const mention = self && mentionKey(self.name);
    if (!self || !mention) return [];
    const viewer = await readViewer(context, reader, actor);
    const statements = {
      annotations: await reader.list("annotations", { mention }),
      replies: await reader.list("replies", { mention }),
    };
    const mentionsActor = mentionsPerson(self, await peopleNamed(reader, Object.values(statements).flat()));
    const mentioned = statements.annotations.filter(
      (annotation) => mentionsActor(annotation) && mayKnow(viewer, annotation),
    );
    const replies: KeptReply[] = [];
    for (const reply of statements.replies) {
      const annotation = mentionsActor(reply) ? await reader.get("annotations", reply.annotationId) : undefined;
      if (annotation && mayKnow(viewer, annotation) && mayKnowReply(viewer, reply, annotation)) replies.push(reply);
    }
    const latest = inOrder([...mentioned, ...replies]).reverse();
    const ids = new Set(latest.map((mention) => ("annotationId" in mention ? mention.annotationId : mention.id)));
    return Promise.all([...ids].slice(0, most).map((id) => findAnnotation(context, reader, actor, id)));
  });
  return Promise.all(mentions.map((annotation) => presentAnnotation(context, annotation)));
}

/**
 * Returns a test for open annotations and replies that mention a person by name. A person's own mentions of themselves
 * do not count.
 */
function mentionsPerson(
  { id, name }: Known["people"][number],
  people: Known["people"],
): (comment: { text: string; standing: string; speaker: { participantId: string } }) => boolean {
  return ({ text, standing, speaker }) =>
    standing === "open" &&
    speaker.participantId !== id &&
    text.includes(`@${name}`) &&
    textParts(text, { people, documents: [] }).some((part) => part.kind === "mention" && part.participant === id);
}
