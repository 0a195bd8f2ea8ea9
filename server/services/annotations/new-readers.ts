import type { KeptOrganisation } from "#core/access/kept-people.ts";
import type { Circle } from "#core/access/people.ts";
import { type Actor, can } from "#core/access/permissions.ts";
import type { NewReader } from "#core/contract/circle-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reader } from "../../store/store.ts";
import type { EventSubject, StoredEvent } from "../../store/stored-event.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { isForumCircleEvent } from "../kernel/event-rules.ts";
import { eventsOf } from "../kernel/events.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findForum } from "../versions/find-version.ts";
import { findAnnotation } from "./find-annotation.ts";
import { presentAnnotation } from "./present-annotation.ts";
import { storeAnnotation } from "./store-thread.ts";

/** An organisation that was added to a circle, with those of the actor's drafts that were shared with it by then. */
interface AddedOrganisation extends Omit<NewReader, "drafts" | "waiting" | "hasLeft"> {
  drafts: readonly string[];
}

/**
 * Lists the organisations that were added to a circle after the actor had shared drafts with it, the most recently added
 * first, and which drafts wait for the actor's consent. Those that can or could read a draft stay on the list, also after
 * they left the circle. Only drafts that are still drafts count.
 * @throws ProblemError not-signed-in
 */
export async function getNewReaders(context: Context, actor: Actor): Promise<NewReader[]> {
  const additions = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    authorise(actor, "read-participants");
    const news = await findNewReaders(reader, actor);
    return Promise.all(
      news.map(async (addition) => ({
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

/** Finds the organisations that `getNewReaders` lists, with the ids of the drafts. */
export async function findNewReaders(
  reader: Reader,
  actor: Actor,
): Promise<(AddedOrganisation & Pick<NewReader, "waiting" | "hasLeft">)[]> {
  const { participantId } = actor;
  const own = participantId === null ? [] : await reader.list("annotations", { participantId });
  const drafts = own.filter((annotation) => isDraft(annotation) && can(actor, "open-draft", annotation));
  const added = await organisationsAdded(reader, new Map(drafts.map(({ id, circleId }) => [id, circleId])));
  const known = await readKnown(reader, drafts, added);
  return added.flatMap((addition) => newsOf(addition, actor, known) ?? []);
}

/** The records that decide what an addition means now, by id. */
interface Known {
  drafts: ReadonlyMap<string, Annotation>;
  circles: ReadonlyMap<string, Circle>;
  organisations: ReadonlyMap<string, KeptOrganisation>;
}

async function readKnown(
  reader: Reader,
  drafts: readonly Annotation[],
  added: readonly AddedOrganisation[],
): Promise<Known> {
  const byId = <Value extends { id: string }>(values: readonly (Value | undefined)[]) =>
    new Map(values.flatMap((value) => (value ? [[value.id, value] as const] : [])));
  const circles = new Set(added.map(({ circle }) => circle.id));
  const organisations = new Set(added.map(({ organisation }) => organisation));
  return {
    drafts: byId(drafts),
    circles: byId(await Promise.all([...circles].map((id) => reader.get("circles", id)))),
    organisations: byId(await Promise.all([...organisations].map((id) => reader.get("organisations", id)))),
  };
}

/** Returns what an addition means to the author now, or null if it means nothing to them. */
function newsOf(
  addition: AddedOrganisation,
  actor: Actor,
  { drafts, circles, organisations }: Known,
): (AddedOrganisation & Pick<NewReader, "waiting" | "hasLeft">) | null {
  const circle = circles.get(addition.circle.id);
  const organisation = organisations.get(addition.organisation);
  if (!circle || !organisation) return null;
  const hasLeft = !circle.organisationIds.includes(organisation.id);
  const isOpen = (id: string): boolean => {
    const draft = drafts.get(id);
    return draft !== undefined && isOpenTo(draft, organisation);
  };
  // The author knows of their own organisation, and of those that they added.
  const isNews = organisation.id !== actor.organisationId && addition.by !== actor.participantId;
  const opened = isNews ? addition.drafts.filter(isOpen) : [];
  const waiting = hasLeft ? [] : addition.drafts.filter((id) => !isOpen(id));
  if (opened.length + waiting.length === 0) return null;
  const { id, name } = circle;
  const listed = addition.drafts.filter((draft) => opened.includes(draft) || waiting.includes(draft));
  return { ...addition, circle: { id, name }, drafts: listed, waiting, hasLeft };
}

/** Returns the events of drafts and of the circles with which they are shared, oldest first. */
async function eventsOfSharing(reader: Reader, shared: ReadonlyMap<string, string | null>): Promise<StoredEvent[]> {
  const circles = [...new Set(shared.values())].filter((id) => id !== null);
  const subjects: EventSubject[] = [
    ...[...shared.keys()].map((id) => ({ collection: "annotations", id }) as const),
    ...circles.map((id) => ({ collection: "circles", id }) as const),
  ];
  const events: StoredEvent[] = [];
  for (const subject of subjects) for await (const event of eventsOf(reader, subject)) events.push(event);
  return events.toSorted((left, right) => left.seq - right.seq);
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
  for (const { subject, before, after, ...event } of await eventsOfSharing(reader, shared)) {
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

/**
 * Opens the actor's drafts to an organisation that joined their circle after they were shared: the named drafts, or all
 * of them. Replies that others made before stay closed to it. Opening a draft twice changes nothing. It cannot be undone,
 * because people of the organisation may have read the draft.
 * @throws ProblemError not-signed-in, not-found (also if the organisation is not in the circle, or a draft is another's)
 */
export async function openDrafts(
  context: Context,
  actor: Actor,
  input: { circle: string; organisation: string; drafts?: readonly string[] | undefined },
): Promise<void> {
  authorise(actor, "read-participants");
  await context.store.transact(async (writer) => {
    const circle = await writer.get("circles", input.circle);
    const organisation = await writer.get("organisations", input.organisation);
    const own = (await writer.list("annotations", { circleId: input.circle })).filter(
      (annotation) => isDraft(annotation) && can(actor, "open-draft", annotation),
    );
    const chosen = own.filter(({ id }) => input.drafts?.includes(id) ?? true);
    if (!circle || !organisation || !circle.organisationIds.includes(organisation.id)) {
      throw new ProblemError("not-found");
    }
    if (chosen.length === 0 || chosen.length < new Set(input.drafts).size) throw new ProblemError("not-found");
    for (const before of chosen) {
      if (isOpenTo(before, organisation)) continue;
      const after = { ...before, openTo: [...(before.openTo ?? []), organisation.id] };
      await storeAnnotation(context, writer, actor, { kind: "annotation-opened", before, after });
    }
  });
}

/** Whether an annotation is a draft that is shared with a circle. */
function isDraft({ standing, visibility }: Annotation): boolean {
  return standing === "open" && visibility === "circle";
}

/**
 * Whether a draft is open to an organisation of its circle. Without a list it is open to all of them. What was open to an
 * organisation is open to the one into which it was merged.
 */
function isOpenTo({ openTo }: Annotation, { id, absorbed = [] }: Pick<KeptOrganisation, "id" | "absorbed">) {
  return openTo === undefined || [id, ...absorbed].some((one) => openTo.includes(one));
}
