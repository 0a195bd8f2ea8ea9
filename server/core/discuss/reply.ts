import * as z from "zod";
import { Standing } from "#core/discuss/annotation.ts";
import { Speaker } from "#core/discuss/speaker.ts";

/** Where an organisation stands on a comment or proposal. */
export const positions = ["support", "support-with-amendment", "oppose", "reserve", "abstain"] as const;
export const Position = z.enum(positions);
export type Position = z.infer<typeof Position>;

/** An answer in an annotation's thread. */
export const Reply = z.object({
  id: z.string(),
  documentId: z.string(),
  annotationId: z.string(),
  text: z.string(),
  /** Null where it takes no position. */
  position: Position.nullable(),
  speaker: Speaker,
  standing: Standing,
  standingReason: z.string().nullable(),
  createdAt: z.iso.datetime(),
  editedAt: z.iso.datetime().nullable(),
  /** As an annotation's. */
  revision: z.string(),
});
export type Reply = z.infer<typeof Reply>;
