import * as z from "zod";
import { Logo } from "#core/access/logo.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";

/**
 * A person's role in a forum. The secretariat publishes and compiles. The chair guides the discussion and sees prepared
 * versions. A coordinator represents an organisation and answers for its members' drafts. A member comments. An
 * observer also reads material that is not public. The public reads published material without an account.
 */
export const roles = ["secretariat", "chair", "coordinator", "member", "observer", "public"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** An organisation that participants represent. */
export const Organisation = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u),
  name: z.string().min(1),
  shortName: z.string().min(1),
  group: StakeholderGroup,
  logo: Logo.optional(),
  /** An archived organisation is no longer offered for choice. */
  archivedAt: z.iso.datetime().optional(),
  /**
   * Whether its members submit comments on their own ("free", the default), or a coordinator clears what they submit in
   * its name first.
   */
  clearance: z.enum(["free", "coordinator"]).optional(),
  /** The visibility that the form for a new comment begins with. The default is "submitted". */
  firstVisibility: z.enum(["private", "organisation", "submitted"]).optional(),
});
export type Organisation = z.infer<typeof Organisation>;

/**
 * Returns whether a person's comment in this capacity must be cleared by a coordinator of their organisation before it
 * is submitted. A comment in a personal capacity is not the organisation's.
 */
export function needsClearance(
  { role, organisation }: { role: Role; organisation: Pick<Organisation, "clearance"> | null },
  capacity: string,
): boolean {
  return role === "member" && capacity === "organisation" && organisation?.clearance === "coordinator";
}

/** A person who takes part. A participant may belong to no organisation, and may comment in a personal capacity. */
export const Participant = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u),
  name: z.string().min(1),
  email: z.email().nullable(),
  organisationId: z.string().nullable(),
  /** The participant's own group, used if they have no organisation; otherwise the organisation's group applies. */
  group: StakeholderGroup,
  role: Role,
});
export type Participant = z.infer<typeof Participant>;

/**
 * A few organisations that share drafts before they submit them, such as a regional group or a coalition on one
 * subject.
 */
export const Circle = z.object({
  id: z.string(),
  name: z.string().trim().min(1).max(100),
  /** Ids of its organisations. Everyone who represents one of them can read drafts shared with the circle. */
  organisationIds: z.array(z.string()).min(2).max(100),
  /** Id of the organisation that made the circle, whose coordinator may change it; null if the secretariat made it. */
  madeBy: z.string().nullable(),
});
export type Circle = z.infer<typeof Circle>;
