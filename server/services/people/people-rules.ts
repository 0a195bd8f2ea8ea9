import type { Forum } from "#core/access/forum.ts";
import { isActive, type KeptOrganisation, type KeptParticipant } from "#core/access/kept-people.ts";
import type { FieldProblem } from "#core/contract/field-problem.ts";
import { hasGroup } from "#core/access/forum.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import type { Roster } from "./roster.ts";
import { unknownGroup } from "./store-person.ts";

/** A rule that a person or organisation breaks. */
export interface BrokenRule {
  field: string;
  code: FieldProblem["code"];
  params?: FieldProblem["params"];
}

/**
 * Returns the rule that a change of an address breaks, or null. Only its owner changes the address of an account in use:
 * whoever chooses the address signs in with it. Without an address, its owner would not be told of a sign-in.
 */
export async function brokenRuleOfAddress(
  roster: Roster,
  before: KeptParticipant | null,
  after: KeptParticipant,
): Promise<BrokenRule | null> {
  const [old, next] = [before?.email ?? null, after.email];
  if (old === next || sameEmail(old, next)) return null;
  return (await roster.isInUse(after.id)) ? { field: "email", code: "address-of-account-in-use" } : null;
}

/**
 * Returns the first rule that a person breaks among the others, or null.
 * @param isReplaced Whether the owner of an account in use gets another address
 */
export async function brokenRuleOfPerson(
  roster: Roster,
  person: KeptParticipant,
  { isReplaced = false } = {},
): Promise<BrokenRule | null> {
  const { email, organisationId, group, role } = person;
  if (role === "public") return { field: "role", code: "role-not-given" };
  const before = await roster.people.get(person.id);
  const addressRule = isReplaced ? null : await brokenRuleOfAddress(roster, before ?? null, person);
  if (addressRule) return addressRule;
  // The group counts only for a person without an organisation, so a deleted one may linger until they leave theirs.
  const isChosen = group !== before?.group || (organisationId === null && before.organisationId !== null);
  if (isChosen && !hasGroup(roster.forum, group)) return groupRule(roster.forum, group);
  const organisation = organisationId === null ? null : await roster.organisations.get(organisationId);
  if (organisation === undefined) {
    return { field: "organisationId", code: "organisation-unknown", params: { organisation: organisationId ?? "" } };
  }
  const isNewThere = before?.organisationId !== organisationId || !isActive(before);
  if (organisation?.archivedAt !== undefined && isActive(person) && isNewThere) {
    return { field: "organisationId", code: "organisation-archived" };
  }
  if (email !== null && isActive(person)) {
    const others = await roster.peopleAt(email);
    if (others.some(({ id }) => id !== person.id)) return { field: "email", code: "email-in-use" };
  }
  return null;
}

/** Returns the first rule that an organisation breaks among the others, or null. */
export async function brokenRuleOfOrganisation(
  roster: Roster,
  organisation: KeptOrganisation,
): Promise<BrokenRule | null> {
  const { id, shortName, group } = organisation;
  const before = await roster.organisations.get(id);
  if (group !== before?.group && !hasGroup(roster.forum, group)) return groupRule(roster.forum, group);
  if (organisation.archivedAt !== undefined) return null;
  const name = folded(shortName);
  const taken = (await roster.organisationsNamed(shortName)).some(
    (other) => other.id !== id && other.archivedAt === undefined && folded(other.shortName) === name,
  );
  return taken ? { field: "shortName", code: "short-name-in-use" } : null;
}

function groupRule(forum: Forum, group: string): BrokenRule {
  const [code, params] = unknownGroup(forum, group);
  return { field: "group", code, params };
}

/** @throws ProblemError invalid-request naming the field */
export function refuseBroken(rule: BrokenRule | null): void {
  if (rule) throw invalidField(rule.field, rule.code, rule.params);
}

/**
 * Checks that somebody can still manage the forum after the changes of a roster.
 * @throws ProblemError last-secretariat
 */
export async function checkSecretariat({ people }: Roster): Promise<void> {
  const [before, after] = [await people.stored("role", "secretariat"), await people.list("role", "secretariat")];
  if (before.some(isActive) && !after.some(isActive)) throw new ProblemError("last-secretariat");
}

/** Compares two e-mail addresses without case. */
export function sameEmail(left: string | null, right: string | null): boolean {
  return left !== null && right !== null && left.toLowerCase() === right.toLowerCase();
}

/** Normalises a text for search and comparison: without case, accents and surrounding space. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/** Derives an id from a name: "Communications Authority" becomes "communications-authority", with a number if taken. */
export async function idFrom(
  name: string,
  isTaken: (id: string) => Promise<boolean>,
  fallback: string,
): Promise<string> {
  const base =
    folded(name)
      .replace(/[^a-z0-9]+/gu, "-")
      .replace(/^-+|(?<!-)-+$/gu, "")
      .slice(0, 60) || fallback;
  let id = base;
  for (let number = 2; await isTaken(id); number += 1) id = `${base}-${String(number)}`;
  return id;
}
