import type { ForumGroups } from "#core/access/forum.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import { groupCss } from "../components/groups.ts";

/** The colour of a part of a chart: a variable of the style sheets or, for a group, from the forum. */
export interface Paint {
  /** Distinguishes it from the other colours of the chart. */
  key: string;
  style: { fill: string };
}

/** Returns the colour of a variable of the style sheets. `name` is without "--". */
export function variablePaint(name: string): Paint {
  return { key: name, style: { fill: `var(--${name})` } };
}

/** Returns the colour of a group. */
export function groupPaint(group: StakeholderGroup, forum: ForumGroups): Paint {
  return { key: `group ${group}`, style: { fill: groupCss(group, forum) } };
}
