import type { Circle } from "#core/access/people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { NewReader } from "#core/contract/circle-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { everyEvent } from "../kernel/events.ts";
import { isForumCircleEvent } from "../kernel/event-rules.ts";
import { findForum } from "../versions/find-version.ts";
import { findAnnotation } from "./find-annotation.ts";
import { presentAnnotation } from "./present-annotation.ts";

/** An organisation that was added to a circle, with those of the actor's drafts that the circle could then read. */
interface AddedOrganisation extends Omit<NewReader, "drafts"> {
  drafts: readonly string[];
}

/**
 * Lists organisations that can read the actor's drafts only because another person later added them to the circle. The
 * most recently added comes first. Only drafts that are still drafts count.
 * @throws ProblemError not-signed-in
 */
export async function getNewReaders(context: Context, actor: Actor): Promise<NewReader[]> {
  const additions = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    authorise(actor, "read-participants");
    const drafts = (await reader.list("annotations")).filter(
      ({ standing, visibility, speaker }) =>
        standing === "open" && visibility === "circle" && speaker.participantId === actor.participantId,
    );
    const shared = new Map(drafts.map(({ id, circleId }) => [id, circleId]));
    const circles = new Map((await reader.list("circles")).map((circle) => [circle.id, circle]));
    const added = (await organisationsAdded(reader, shared)).flatMap((addition): AddedOrganisation[] => {
      const circle = circles.get(addition.circle.id);
      const isNews = addition.organisation !== actor.organisationId && addition.by !== actor.participantId;
      return isNews && circle?.organisationIds.includes(addition.organisation)
        ? [{ ...addition, circle: { id: circle.id, name: circle.name } }]
        : [];
    });
    return Promise.all(
      added.map(async (addition) => ({
        ...addition,
        drafts: await Promise.all(addition.drafts.map((id) => findAnnotation(context, reader, actor, id))),
      })),
    );
  });
  return Promise.all(
    additions.map(async (addition) => ({
      ...addition,
      drafts: await Promise.all(addition.drafts.map((draft) => presentAnnotation(context, draft))),
    })),
  );
}

/**
 * Returns the organisations that were added to a circle after some of these drafts were shared with it. `shared` maps
 * each draft to its circle.
 */
async function organisationsAdded(
  reader: Reader,
  shared: ReadonlyMap<string, string | null>,
): Promise<AddedOrganisation[]> {
  const added: AddedOrganisation[] = [];
  if (shared.size === 0) return added;
  const sharedByThen = new Set<string>();
  for await (const { subject, before, after, ...event } of everyEvent(reader)) {
    if (subject.collection === "annotations" && shared.has(subject.id)) {
      const recorded = after as Annotation | null;
      if (recorded?.visibility === "circle" && recorded.circleId === shared.get(subject.id))
        sharedByThen.add(subject.id);
    }
    if (!isForumCircleEvent({ ...event, subject }) || !before || !after) continue;
    const [previous, current] = [before as Circle, after as Circle];
    const drafts = [...sharedByThen].filter((id) => shared.get(id) === current.id);
    if (drafts.length === 0) continue;
    for (const organisation of current.organisationIds.filter((id) => !previous.organisationIds.includes(id))) {
      // An organisation that was added again counts from the last time.
      const earlier = added.findIndex(
        (addition) => addition.circle.id === current.id && addition.organisation === organisation,
      );
      if (earlier >= 0) added.splice(earlier, 1);
      added.push({ circle: current, organisation, at: event.at, by: event.actor, drafts });
    }
  }
  return added.reverse();
}
