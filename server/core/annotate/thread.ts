import type { Annotation } from "#core/annotate/annotation.ts";
import { positions, type Position, type Reply } from "#core/annotate/reply.ts";
import type { Speaker } from "#core/annotate/speaker.ts";

/** An annotation with what answers it, in the order it was said. */
export interface Thread {
  annotation: Annotation;
  replies: Reply[];
}

/** Gives every annotation its replies; the annotations keep their order. Replies to others are left out. */
export function threadsOf(annotations: readonly Annotation[], replies: readonly Reply[]): Thread[] {
  const answers = new Map<string, Reply[]>(annotations.map(({ id }) => [id, []]));
  for (const reply of inOrder(replies)) answers.get(reply.annotationId)?.push(reply);
  return annotations.map((annotation) => ({ annotation, replies: answers.get(annotation.id) ?? [] }));
}

/** By when it was said; at the same moment by id, so that the order is always the same. */
export function inOrder<Said extends { createdAt: string; id: string }>(said: readonly Said[]): Said[] {
  return [...said].sort((one, other) => compare(one.createdAt, other.createdAt) || compare(one.id, other.id));
}

/** Who holds a position: an organisation, or a person who speaks for themselves. */
export interface PositionHolder {
  id: string;
  name: string;
}

/** A position and those who hold it. */
export interface HeldPosition {
  position: Position;
  holders: PositionHolder[];
}

/**
 * Where organisations stand in a thread, from support to abstention, positions nobody holds left out. An organisation
 * holds the last position somebody took for it, alone or jointly; what was withdrawn, hidden or erased does not count.
 */
export function heldPositions(replies: readonly Reply[]): HeldPosition[] {
  const held = new Map<string, { position: Position; holder: PositionHolder }>();
  for (const { position, speaker, standing } of inOrder(replies)) {
    if (!position || standing !== "open") continue;
    for (const holder of holdersOf(speaker)) {
      held.set(holder.id, { position, holder });
    }
  }
  return positions.flatMap((position) => {
    const holders = [...held.values()].filter((one) => one.position === position).map(({ holder }) => holder);
    return holders.length > 0 ? [{ position, holders }] : [];
  });
}

function holdersOf({ organisation, jointly, participantId, name }: Speaker): PositionHolder[] {
  const organisations = [...(organisation ? [organisation] : []), ...jointly];
  return organisations.length > 0
    ? organisations.map(({ id, shortName }) => ({ id: `organisation ${id}`, name: shortName }))
    : [{ id: `participant ${participantId}`, name }];
}

/** Plain code unit order: it is the same on every machine, whatever its language. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
