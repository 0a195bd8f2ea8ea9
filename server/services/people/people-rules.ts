import type { Forum } from "#core/access/forum.ts";
import type { KeptForum } from "#core/access/kept-forum.ts";
import { isActive, type KeptOrganisation, type KeptParticipant } from "#core/access/kept-people.ts";
import type { FieldProblem } from "#core/contract/field-problem.ts";
import { hasGroup } from "#core/access/forum.ts";
import type { Reader } from "../../store/store.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { listAccountsInUse } from "./account.ts";
import { unknownGroup } from "./store-person.ts";

/** A rule that a person or organisation breaks. */
export interface BrokenRule {
  field: string;
  code: FieldProblem["code"];
  params?: FieldProblem["params"];
}

/** The people and organisations of the forum, for checking several changes against one another. */
export interface Roster {
  forum: KeptForum;
  people: Map<string, KeptParticipant>;
  organisations: Map<string, KeptOrganisation>;
}

/** Reads the people and organisations of the forum. */
export async function readRoster(reader: Reader): Promise<Roster> {
  const [[forum], people, organisations] = await Promise.all([
    reader.list("forum"),
    reader.list("participants"),
    reader.list("organisations"),
  ]);
  if (!forum) throw new ProblemError("not-found");
  return {
    forum,
    people: new Map(people.map((person) => [person.id, person])),
    organisations: new Map(organisations.map((organisation) => [organisation.id, organisation])),
  };
}

/** A roster for changing people. */
export interface ChangingRoster extends Roster {
  /** Ids of the people who have ever signed in. */
  inUse: ReadonlySet<string>;
}

/** Reads the people and organisations of the forum, in order to change them. */
export async function readChangingRoster(reader: Reader): Promise<ChangingRoster> {
  return { ...(await readRoster(reader)), inUse: await listAccountsInUse(reader) };
}

/**
 * Returns the rule that a change of an address breaks, or null. Only its owner changes the address of an account in use:
 * whoever chooses the address signs in with it. Without an address, its owner would not be told of a sign-in.
 */
export function brokenRuleOfAddress(
  { inUse }: Pick<ChangingRoster, "inUse">,
  before: KeptParticipant | null,
  after: KeptParticipant,
): BrokenRule | null {
  const [old, next] = [before?.email ?? null, after.email];
  return inUse.has(after.id) && old !== next && !sameEmail(old, next)
    ? { field: "email", code: "address-of-account-in-use" }
    : null;
}

/** Returns the first rule that a person breaks among the others, or null. */
export function brokenRuleOfPerson(roster: ChangingRoster, person: KeptParticipant): BrokenRule | null {
  const { email, organisationId, group, role } = person;
  if (role === "public") return { field: "role", code: "role-not-given" };
  const before = roster.people.get(person.id);
  const addressRule = brokenRuleOfAddress(roster, before ?? null, person);
  if (addressRule) return addressRule;
  // The group counts only for a person without an organisation, so a deleted one may linger until they leave theirs.
  const isChosen = group !== before?.group || (organisationId === null && before.organisationId !== null);
  if (isChosen && !hasGroup(roster.forum, group)) return groupRule(roster.forum, group);
  const organisation = organisationId === null ? null : roster.organisations.get(organisationId);
  if (organisation === undefined) {
    return { field: "organisationId", code: "organisation-unknown", params: { organisation: organisationId ?? "" } };
  }
  const isNewThere = before?.organisationId !== organisationId || !isActive(before);
  if (organisation?.archivedAt !== undefined && isActive(person) && isNewThere) {
    return { field: "organisationId", code: "organisation-archived" };
  }
  if (email !== null && isActive(person)) {
    const same = (other: KeptParticipant): boolean => sameEmail(other.email, email);
    const taken = [...roster.people.values()].some((other) => other.id !== person.id && isActive(other) && same(other));
    if (taken) return { field: "email", code: "email-in-use" };
  }
  return null;
}

/** Returns the first rule that an organisation breaks among the others, or null. */
export function brokenRuleOfOrganisation(roster: Roster, organisation: KeptOrganisation): BrokenRule | null {
  const { id, shortName, group } = organisation;
  const before = roster.organisations.get(id);
  if (group !== before?.group && !hasGroup(roster.forum, group)) return groupRule(roster.forum, group);
  const name = folded(shortName);
  const taken = [...roster.organisations.values()].some(
    (other) => other.id !== id && other.archivedAt === undefined && folded(other.shortName) === name,
  );
  return taken && organisation.archivedAt === undefined ? { field: "shortName", code: "short-name-in-use" } : null;
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
 * Checks that somebody can still manage the forum after a change.
 * @throws ProblemError last-secretariat
 */
export function checkSecretariat(before: Iterable<KeptParticipant>, after: Iterable<KeptParticipant>): void {
  if (hasSecretariat(before) && !hasSecretariat(after)) throw new ProblemError("last-secretariat");
}

function hasSecretariat(people: Iterable<KeptParticipant>): boolean {
  return [...people].some((person) => person.role === "secretariat" && isActive(person));
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
export function idFrom(name: string, isTaken: (id: string) => boolean, fallback: string): string {
  const base =
    folded(name)
      .replace(/[^a-z0-9]+/gu, "-")
      .replace(/^-+|(?<!-)-+$/gu, "")
      .slice(0, 60) || fallback;
  let id = base;
  for (let number = 2; isTaken(id); number += 1) id = `${base}-${String(number)}`;
  return id;
}
