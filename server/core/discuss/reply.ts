import * as z from "zod";
import { Standing } from "#core/discuss/annotation.ts";
import { Speaker } from "#core/discuss/speaker.ts";

/** An organisation's position on a comment or proposal. */
export const positions = ["support", "support-with-amendment", "oppose", "reserve", "abstain"] as const;
export const Position = z.enum(positions);
export type Position = z.infer<typeof Position>;

/** A reply in an annotation's thread. */
export const Reply = z.object({
  id: z.string(),
  documentId: z.string(),
  annotationId: z.string(),
  text: z.string(),
  /** Null if the reply takes no position. */
  position: Position.nullable(),
  speaker: Speaker,
  standing: Standing,
  standingReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  /** The same as an annotation's `revision`. */
  revision: z.string(),
});
export type Reply = z.infer<typeof Reply>;
