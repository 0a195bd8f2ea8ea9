import type { Role } from "#core/access/role.ts";
import type { Speaker, StakeholderGroup } from "#core/discuss/speaker.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** Who people are and in what capacity they speak. */
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
