import type { Role } from "#core/access/people.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import type { DefaultGroup } from "#core/discuss/stakeholder-group.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

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
} as const satisfies Catalogue<
  | `group-${DefaultGroup}`
  | `role-${Role}`
  | `capacity-${Speaker["capacity"]}`
  | `source-${"chair" | "secretariat" | "personal" | "hidden" | "jointly"}`
>;

/** Page text about circles and requests to co-sign. */
export const sharing = {
  "circles-about":
    "A circle is a group of organisations that share drafts before submission. Nobody else can see these drafts, or that they exist.",
  "circles-none": "Your organisation is not in a circle.",
  "circle-made-by": "Created by {name}",
  "circle-made-by-secretariat": "Created by the secretariat",
  "circle-new-reads":
    "{count, plural, one {{names} will read drafts shared from now on. The draft that you already read here stays closed to {names} until its author agrees.} other {{names} will read drafts shared from now on. The # drafts that you already read here stay closed to {names} until their authors agree.}}",
  "circle-new-reads-all":
    "{names} will read drafts shared from now on. Drafts shared before stay closed to {names} until their authors agree.",
  "asked-title": "Requests to co-sign",
  "asked-about":
    "Other organisations ask yours to co-sign these texts. Your organisation is named after one of its representatives agrees. If the text changes, it is asked again.",
  "asked-nothing": "There are no requests for your organisation.",
  "new-readers-title": "New readers of your drafts",
  "new-reader": "{name} joined the circle {circle} on {date} and can read this.",
  "new-reader-by": "{by} added {name} to the circle {circle} on {date}. {name} can read this.",

  "mentions-title": "Mentions of you",
  "mentions-nothing": "Nobody has mentioned you yet.",
} as const satisfies Catalogue<string>;
