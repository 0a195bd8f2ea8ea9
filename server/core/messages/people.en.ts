import type { Role } from "#core/access/people.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import type { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** Names of groups, roles and capacities. */
export const people: Catalogue<
  | `group-${StakeholderGroup}`
  | `role-${Role}`
  | `capacity-${Speaker["capacity"]}`
  | `source-${"chair" | "secretariat" | "personal" | "hidden" | "jointly"}`
> = {
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
  "source-personal": "{name}, in person",
  "source-hidden": "Source not shown",
  "source-jointly": "jointly with {names}",
};

/** Page text about circles and requests to co-sign. */
export const sharing = {
  "circles-title": "Circles",
  "circles-about":
    "A circle is a few organisations that read one another’s drafts before they are submitted. Nobody else sees them, nor that there are any.",
  "circles-none": "Your organisation is in no circle.",
  "circle-made-by": "made by {name}",
  "circle-new-reads":
    "{count, plural, one {{names} will read the draft that is shared with this circle so far, and what was said of it there. Its author is told.} other {{names} will read the # drafts that are shared with this circle so far, and what was said of them there. Their authors are told.}}",
  "circle-new-reads-all":
    "{names} will read whatever is shared with this circle so far; how much that is, those in it know alone. The authors are told.",
  "for-you-title": "For you",
  "asked-title": "Asked of your organisation",
  "asked-about":
    "Others say this in the name of your organisation too. It is named once somebody of it says yes; if the words change, it is asked again.",
  "asked-nothing": "Nothing waits for your organisation’s word.",
  "new-readers-title": "New readers of your drafts",
  "new-reader": "{name} can read this since {date}, when it came into the circle {circle}.",
  "new-reader-by": "{name} can read this since {date}, when {by} took it into the circle {circle}.",
  "mentions-title": "Where you are mentioned",
  "mentions-nothing": "Nobody has mentioned you yet.",
} satisfies Catalogue<string>;
