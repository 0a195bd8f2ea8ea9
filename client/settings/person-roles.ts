import { type Role, roles } from "#core/access/people.ts";
import * as messages from "#core/messages/settings-page.en.ts";

/** The roles that people with an account can have. */
export type GivenRole = Exclude<Role, "public">;

export const givenRoles: readonly GivenRole[] = roles.filter((role): role is GivenRole => role !== "public");

/** The permissions of each role, in a sentence. */
export const roleHints: Readonly<Record<GivenRole, string>> = {
  secretariat: messages.roleSecretariatHint,
  chair: messages.roleChairHint,
  coordinator: messages.roleCoordinatorHint,
  member: messages.roleMemberHint,
  observer: messages.roleObserverHint,
};

/** Finds the role that a field names. */
export function findRole(name: string): GivenRole | undefined {
  return givenRoles.find((role) => role === name);
}
