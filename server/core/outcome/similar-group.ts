import * as z from "zod";

/** Why a comment is in its group. */
const Membership = z.discriminatedUnion("kind", [
  /** The first one, whose requests the others share. It is a full copy if there is one. */
  z.object({ kind: z.literal("first") }),
  /** The text that it proposes is the same. */
  z.object({ kind: z.literal("same-change") }),
  /** It shares `shared` of its `of` words with the others. */
  z.object({ kind: z.literal("shared-words"), shared: z.int(), of: z.int() }),
  /** A person joined two groups. */
  z.object({ kind: z.literal("joined") }),
]);

/** Comments that are the same or nearly so. A comment that is like no other is a group by itself. */
export const SimilarGroup = z.object({ members: z.array(z.object({ id: z.string(), why: Membership })).min(1) });
export type SimilarGroup = z.infer<typeof SimilarGroup>;
