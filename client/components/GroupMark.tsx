import type { ReactNode } from "react";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { groupCss, useForumGroups } from "./groups.ts";
import "./speaker-line.css";

/** A dot in the colour of a stakeholder group. Its name is always beside it. */
export function GroupMark({ group }: { group: StakeholderGroup }): ReactNode {
  return <span className="speaker-mark" style={{ background: groupCss(group, useForumGroups()) }} aria-hidden />;
}
