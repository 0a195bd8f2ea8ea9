import * as z from "zod";
import { StakeholderGroup } from "#core/discuss/speaker.ts";

/** Somebody people speak for. */
export const Organisation = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u),
  name: z.string().min(1),
  shortName: z.string().min(1),
  group: StakeholderGroup,
});
export type Organisation = z.infer<typeof Organisation>;
