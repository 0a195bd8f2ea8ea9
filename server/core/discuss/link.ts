import * as z from "zod";
import { Speaker } from "#core/discuss/speaker.ts";

/**
 * A person's decision on a clause's lineage: clauses of two versions are the same, are not the same, or a clause has no
 * counterpart in the other version. It binds every comparison of the two versions, and everything that is carried over that
 * comparison, until it is revoked.
 */
export const Link = z.object({
  id: z.string(),
  /** Id of the base version's document. */
  documentId: z.string(),
  baseVersionId: z.string(),
  /** Null if the revised clause has no counterpart. */
  baseClause: z.string().nullable(),
  revisedVersionId: z.string(),
  /** Null if the base clause has no counterpart. */
  revisedClause: z.string().nullable(),
  /** Whether the two clauses are not the same. Absent otherwise. */
  isRefusal: z.literal(true).optional(),
  /** The person who decided, as recorded at that time. */
  by: Speaker,
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  reason: z.string(),
  /** Null while the link is in force. */
  revoked: z
    .object({
      by: Speaker,
      /** ISO 8601, UTC. */
      at: z.iso.datetime(),
      reason: z.string(),
    })
    .nullable(),
});
export type Link = z.infer<typeof Link>;
