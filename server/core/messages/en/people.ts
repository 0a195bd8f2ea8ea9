import type { Role } from "#core/access/people.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import type { DefaultGroup } from "#core/discuss/stakeholder-group.ts";

/** Names of default groups, roles and capacities. `groupName` reads the names of groups. */
export const people = {
  "group-member-state": "Member State",
  "group-sector-member": "Sector Member",
  "group-technical-community": "technical community",
  "group-academia": "academia",
  "group-civil-society": "civil society",
  "group-international-organisation": "international organisation",
  "group-other": "other",

  "role-secretariat": "secretariat",
  "role-chair": "chair",
  "role-coordinator": "coordinator",
  "role-member": "member",
  "role-observer": "observer",
  "role-public": "public",

  "capacity-organisation": "for the organisation",
  "capacity-personal": "in a personal capacity",
  "capacity-chair": "as chair",
  "capacity-secretariat": "for the secretariat",

  "source-chair": "Chair",
  "source-secretariat": "Secretariat",
  "source-personal": "{name}, in a personal capacity",
  "source-hidden": "Source not shown",
  "source-jointly": "co-signed with {names}",
} as const satisfies Readonly<
  Record<
    | `group-${DefaultGroup}`
    | `role-${Role}`
    | `capacity-${Speaker["capacity"]}`
    | `source-${"chair" | "secretariat" | "personal" | "hidden" | "jointly"}`,
    string
  >
>;

/** Page text about circles and requests to co-sign. */
export const sharing = {
  "circles-about":
    "A circle is a group of organisations that share drafts before submission. Nobody else can see these drafts, or that they exist.",
  "circles-none": "Your organisation is not in a circle.",
  "circle-made-by": "Created by {name}",
  "circle-made-by-secretariat": "Created by the secretariat",
  "asked-title": "Requests to co-sign",
  "asked-about":
    "Other organisations ask yours to co-sign these texts. Your organisation is named after one of its representatives agrees. If the text changes, it is asked again.",
  "asked-nothing": "There are no requests for your organisation.",

  "mentions-title": "Mentions of you",
  "mentions-nothing": "Nobody has mentioned you yet.",
} as const satisfies Readonly<Record<string, string>>;
