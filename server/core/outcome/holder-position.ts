import * as z from "zod";
import { inOrder } from "#core/discuss/annotation.ts";
import { Position, positions, Reply } from "#core/discuss/reply.ts";
import { organisationsBehind, type Speaker } from "#core/discuss/speaker.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";

/** The holder of a position, as named at that time: an organisation, or a person in a personal capacity. */
export const PositionHolder = z.object({
  kind: z.enum(["organisation", "participant"]),
  /** Id of the organisation or the participant. */
  id: z.string(),
  /** An organisation's short name or a person's name. */
  name: z.string(),
  group: StakeholderGroup,
  /** Version of the organisation's present logo. Only in answers. Absent without a logo. */
  logoVersion: z.string().optional(),
});
export type PositionHolder = z.infer<typeof PositionHolder>;

const EarlierPosition = z.object({
  position: Position,
  /** The reply that took the position and contains its text. */
  replyId: Reply.shape.id,
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
});

/**
 * A holder's position on an annotation. Positions are expressed in replies, so their text is in the thread. A holder
 * has one current position; earlier ones are its history.
 */
export const HolderPosition = z.object({
  holder: PositionHolder,
  ...EarlierPosition.shape,
  /** The holder's earlier positions, oldest first. */
  before: z.array(EarlierPosition),
});
export type HolderPosition = z.infer<typeof HolderPosition>;

/**
 * Returns all positions in a thread, in the order in which holders first took one. An organisation holds the last
 * position that somebody took for it, alone or as a co-signatory. Withdrawn, hidden or erased replies do not count, so
 * the previous position applies again.
 */
export function holderPositions(replies: readonly Reply[]): HolderPosition[] {
  const byHolder = new Map<string, HolderPosition>();
  for (const { id, position, speaker, standing, createdAt } of inOrder(replies)) {
    if (!position || standing !== "open") continue;
    for (const holder of holdersOf(speaker)) {
      const key = `${holder.kind} ${holder.id}`;
      const last = byHolder.get(key);
      const before = last ? [...last.before, { position: last.position, replyId: last.replyId, at: last.at }] : [];
      byHolder.set(key, { holder, position, replyId: id, at: createdAt, before });
    }
  }
  return [...byHolder.values()];
}

/** A position with its holders. */
export interface PositionHolders {
  position: Position;
  holders: PositionHolder[];
}

/** Groups holders by position, from support to abstention, without positions that nobody holds. */
export function groupedPositions(holderPositions: readonly HolderPosition[]): PositionHolders[] {
  return positions.flatMap((position) => {
    const holders = holderPositions
      .filter((holderPosition) => holderPosition.position === position)
      .map(({ holder }) => holder);
    return holders.length > 0 ? [{ position, holders }] : [];
  });
}

/**
 * Returns the holders that a speaker represents: every organisation behind the statement, or the person if no
 * organisation is.
 */
export function holdersOf(speaker: Speaker): PositionHolder[] {
  const { participantId, name, group } = speaker;
  const organisations = organisationsBehind(speaker);
  return organisations.length > 0
    ? organisations.map(({ id, shortName, group: ofGroup, logoVersion }) => ({
        ...({ kind: "organisation", id, name: shortName, group: ofGroup } as const),
        ...(logoVersion !== undefined && { logoVersion }),
      }))
    : [{ kind: "participant", id: participantId, name, group }];
}
