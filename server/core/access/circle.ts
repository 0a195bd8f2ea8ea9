import * as z from "zod";

/** A few organisations that share drafts before they submit them: a regional group, a coalition on one subject. */
export const Circle = z.object({
  id: z.string(),
  name: z.string().trim().min(1).max(100),
  /** Ids of its organisations. Whoever speaks for one of them reads what is shared with the circle. */
  organisationIds: z.array(z.string()).min(2).max(100),
  /** Who made it, for which organisation; null where the secretariat did. That organisation's coordinator may change it. */
  madeBy: z.string().nullable(),
});
export type Circle = z.infer<typeof Circle>;
