import * as z from "zod";
import { inOrder } from "#core/discuss/annotation.ts";
import { Position, positions, Reply } from "#core/discuss/reply.ts";
import { organisationsBehind, type Speaker, StakeholderGroup } from "#core/discuss/speaker.ts";

/** Who holds a position: an organisation, or a person who speaks for themselves, as they were named then. */
export const PositionHolder = z.object({
  kind: z.enum(["organisation", "participant"]),
  /** Of the organisation or the participant. */
  id: z.string(),
  /** An organisation's short name, a person's name. */
  name: z.string(),
  group: StakeholderGroup,
});
export type PositionHolder = z.infer<typeof PositionHolder>;

const TakenPosition = z.object({
  position: Position,
  /** The reply it was taken in, which has its words. */
  replyId: Reply.shape.id,
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
});

/**
 * Where one holder stands on an annotation. A position is taken in a reply, so that its words stand in the thread; a
 * holder has one, and those it took before are its history.
 */
export const Standpoint = z.object({
  holder: PositionHolder,
  ...TakenPosition.shape,
  /** What it held before, oldest first. */
  before: z.array(TakenPosition),
});
export type Standpoint = z.infer<typeof Standpoint>;

/**
 * Where everybody stands in a thread, in the order they first took a position. An organisation holds the last position
 * somebody took for it, alone or jointly; what was withdrawn, hidden or erased does not count, and what was held before
 * holds again.
 */
export function standpointsOf(replies: readonly Reply[]): Standpoint[] {
  const held = new Map<string, Standpoint>();
  for (const { id, position, speaker, standing, createdAt } of inOrder(replies)) {
    if (!position || standing !== "open") continue;
    for (const holder of holdersOf(speaker)) {
      const key = `${holder.kind} ${holder.id}`;
      const last = held.get(key);
      const before = last ? [...last.before, { position: last.position, replyId: last.replyId, at: last.at }] : [];
      held.set(key, { holder, position, replyId: id, at: createdAt, before });
    }
  }
  return [...held.values()];
}

/** A position and those who hold it. */
export interface HeldPosition {
  position: Position;
  holders: PositionHolder[];
}

/** The same by position, from support to abstention, positions nobody holds left out. */
export function heldPositions(standpoints: readonly Standpoint[]): HeldPosition[] {
  return positions.flatMap((position) => {
    const holders = standpoints.filter((one) => one.position === position).map(({ holder }) => holder);
    return holders.length > 0 ? [{ position, holders }] : [];
  });
}

/** Who speaks as holders of what is said: every organisation behind it, or the person where there is none. */
export function holdersOf(speaker: Speaker): PositionHolder[] {
  const { participantId, name, group } = speaker;
  const organisations = organisationsBehind(speaker);
  return organisations.length > 0
    ? organisations.map((one) => ({ kind: "organisation", id: one.id, name: one.shortName, group: one.group }))
    : [{ kind: "participant", id: participantId, name, group }];
}
