import type { Role } from "#core/access/role.ts";

/** Roles as people read them. */
export const roleNames: Record<Role, string> = {
  secretariat: "Secretariat",
  chair: "Chair",
  coordinator: "Coordinator",
  member: "Member",
  observer: "Observer",
  public: "Public",
};
