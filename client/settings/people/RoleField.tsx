import type { ReactNode } from "react";
import { type Role, roles } from "#core/access/people.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { headWord } from "../../page-parts/messages.ts";
import { FormList } from "../parts/Form.tsx";

/** The roles that people with an account can have. */
type GivenRole = Exclude<Role, "public">;

const givenRoles: readonly GivenRole[] = roles.filter((role): role is GivenRole => role !== "public");

/** The permissions of each role, in a sentence. */
const hints: Readonly<Record<GivenRole, string>> = {
  secretariat: messages.roleSecretariatHint,
  chair: messages.roleChairHint,
  coordinator: messages.roleCoordinatorHint,
  member: messages.roleMemberHint,
  observer: messages.roleObserverHint,
};

/** Finds the role that a field or an address names. */
export function findRole(name: string | undefined): GivenRole | undefined {
  return givenRoles.find((role) => role === name);
}

/** Returns the permissions of a role, in a sentence. */
export function roleHint(role: string): string | undefined {
  const found = findRole(role);
  return found && hints[found];
}

/** The roles, as options of a list. */
export function RoleOptions(): ReactNode {
  return givenRoles.map((role) => (
    <option key={role} value={role}>
      {headWord(`role-${role}`)}
    </option>
  ));
}

/** The role of a person, as a field of a form, with its permissions. */
export function RoleField({
  value,
  children,
  onChange,
}: {
  value: string;
  /** An option before the roles. */
  children?: ReactNode;
  onChange: (value: string) => void;
}): ReactNode {
  return (
    <FormList name="role" label={messages.personRole} hint={roleHint(value)} value={value} onChange={onChange}>
      {children}
      <RoleOptions />
    </FormList>
  );
}
