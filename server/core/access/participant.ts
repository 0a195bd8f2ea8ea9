import * as z from "zod";
import { Role } from "#core/access/role.ts";
import { StakeholderGroup } from "#core/discuss/speaker.ts";

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
