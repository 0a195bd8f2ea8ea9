import type { ReactNode } from "react";
import { type Role, roles } from "#core/access/people.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { headWord } from "../../page-parts/messages.ts";
import { Options } from "../parts/Options.tsx";

/** The roles that people with an account can have. */
type GivenRole = Exclude<Role, "public">;

const givenRoles: readonly GivenRole[] = roles.filter((role): role is GivenRole => role !== "public");

/** The permissions of each role, in a sentence. */
const hints = (): Readonly<Record<GivenRole, string>> => ({
  secretariat: messages.roleSecretariatHint,
  chair: messages.roleChairHint,
  coordinator: messages.roleCoordinatorHint,
  member: messages.roleMemberHint,
  observer: messages.roleObserverHint,
});

/** Finds the role that a field or an address names. */
export function findRole(name: string | undefined): GivenRole | undefined {
  return givenRoles.find((role) => role === name);
}

/** Returns the permissions of a role, in a sentence. */
export function roleHint(role: string): string | undefined {
  const found = findRole(role);
  return found && hints()[found];
}

/** The roles, as options of a list. */
export function RoleOptions(): ReactNode {
  return <Options of={givenRoles.map((role) => [role, headWord(`role-${role}`)])} />;
}
