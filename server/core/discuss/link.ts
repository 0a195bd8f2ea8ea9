import * as z from "zod";
import { Speaker } from "#core/discuss/speaker.ts";

/**
 * A person's word on what became of a clause: that a clause of one version and a clause of another are one, or that a
 * clause has no counterpart in the other version. It binds every comparison of the two versions, and whatever is carried
 * over it, until it is revoked.
 */
export const Link = z.object({
  id: z.string(),
  /** Of the base version. */
  documentId: z.string(),
  baseVersionId: z.string(),
  /** Null where the revised clause has no counterpart. */
  baseClause: z.string().nullable(),
  revisedVersionId: z.string(),
  /** Null where the base clause has no counterpart. */
  revisedClause: z.string().nullable(),
  /** Who says so, frozen then. */
  by: Speaker,
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  reason: z.string(),
  /** Null while it holds. */
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
