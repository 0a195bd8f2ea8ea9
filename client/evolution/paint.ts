import type { ForumGroups } from "#core/access/forum.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { groupCss } from "../components/groups.ts";

/** The colour of a part of a chart: from a class of the style sheet or, for a group, from the forum. */
export interface Paint {
  /** Distinguishes it from the other colours of the chart. */
  key: string;
  className: string;
  style?: { fill: string };
}

/** Returns the colour of a class of the style sheet. */
export function classPaint(className: string): Paint {
  return { key: className, className };
}

/** Returns the colour of a group. */
export function groupPaint(group: StakeholderGroup, forum: ForumGroups): Paint {
  return { key: `group ${group}`, className: "", style: { fill: groupCss(group, forum) } };
}
