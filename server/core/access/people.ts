import * as z from "zod";
import { StakeholderGroup } from "#core/discuss/speaker.ts";

/**
 * What somebody may do in a forum. The secretariat publishes and compiles; the chair steers and sees what is prepared; a
 * coordinator speaks for an organisation and answers for its members' drafts; a member comments; an observer reads what
 * is not public too; the public reads what is published, without an account.
 */
export const roles = ["secretariat", "chair", "coordinator", "member", "observer", "public"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** Somebody people speak for. */
export const Organisation = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u),
  name: z.string().min(1),
  shortName: z.string().min(1),
  group: StakeholderGroup,
});
export type Organisation = z.infer<typeof Organisation>;

/** A person who takes part. A person is not an organisation: they may have none, and may speak for themselves. */
export const Participant = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u),
  name: z.string().min(1),
  email: z.email().nullable(),
  organisationId: z.string().nullable(),
  /** Their own group, where they have no organisation; otherwise the organisation's holds. */
  group: StakeholderGroup,
  role: Role,
});
export type Participant = z.infer<typeof Participant>;

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
