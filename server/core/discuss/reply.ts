import * as z from "zod";
import { SentBack, Standing } from "#core/discuss/annotation.ts";
import { Speaker } from "#core/discuss/speaker.ts";

/** An organisation's position on a comment or proposal. */
export const positions = ["support", "support-with-amendment", "oppose", "reserve", "abstain"] as const;
export const Position = z.enum(positions);
export type Position = z.infer<typeof Position>;

/**
 * The state of a reply that is not in the thread yet: a coordinator must clear it, or has sent it back. Only its author
 * sees it, and the coordinators while it awaits them.
 */
export const ReplyClearance = z.enum(["awaiting", "sent-back"]);
export type ReplyClearance = z.infer<typeof ReplyClearance>;

/** A part of a proposal's wording as an amendment changes it. Of several insertions it has one after the other. */
export const AmendedPart = z.object({
  kind: z.enum(["kept", "inserted", "deleted"]),
  text: z.string(),
  /** Which of the proposal's insertions it is a part of, from 0. Absent if it was read from a file. */
  insertion: z.int().optional(),
});
export type AmendedPart = z.infer<typeof AmendedPart>;

/** A reply in an annotation's thread. */
export const Reply = z.object({
  id: z.string(),
  documentId: z.string(),
  annotationId: z.string(),
  text: z.string(),
  /** Null if the reply takes no position. */
  position: Position.nullable(),
  /** The proposal's wording as the reply amends it, as a redline. Null or absent if it amends nothing. */
  amendment: z.array(AmendedPart).nullable().optional(),
  speaker: Speaker,
  standing: Standing,
  standingReason: z.string().nullable(),
  /** Null or absent if it needs no clearance, or no longer. */
  clearance: ReplyClearance.nullable().optional(),
  /** The coordinator's note, while it is sent back. */
  sentBack: SentBack.nullable().optional(),
  /** When it was written. A cleared reply joins the thread when it is cleared, and then has that time. */
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  /** The same as an annotation's `revision`. */
  revision: z.string(),
});
export type Reply = z.infer<typeof Reply>;
