import { groupsOfForum } from "#core/access/forum.ts";
import { isActive, isInForce, type KeptParticipant, withoutLimits } from "#core/access/kept-people.ts";
import { logoVersion } from "#core/access/logo.ts";
import type { Role } from "#core/access/people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { Part } from "#core/contract/fields.ts";
import type { ListedPerson, PersonFields } from "#core/contract/people-operations.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { forumDay } from "../kernel/clock.ts";
import { listRows } from "../kernel/listed-rows.ts";
import { ProblemError } from "../kernel/problem.ts";
import { type SettingsChange, storeChanges } from "../kernel/settings-change.ts";
import type { TellingWriter } from "../kernel/standing.ts";
import { invitationOf } from "./account.ts";
import { stoppedSince } from "./deliver-mail.ts";
import { brokenRuleOfPerson, checkSecretariat, idFrom, refuseBroken } from "./people-rules.ts";
import { readRoster, type Roster } from "./roster.ts";
import { searchPeople } from "./search.ts";
import { transactPeople } from "./mail-person.ts";

/** A person after a change, and the id that undoes it. */
interface ChangedPerson {
  person: ListedPerson;
  change: string | null;
}

/** Fields in a request, where undefined means that a field keeps its value. */
type Given<Fields> = { [F in keyof Fields]?: Fields[F] | undefined };

/**
 * Lists people by name, or by the word that a search found, with their e-mail addresses.
 * @throws ProblemError not-signed-in, not-allowed, invalid-request
 */
export async function getPeople(
  context: Context,
  actor: Actor,
  input: {
    search?: string | undefined;
    organisation?: string | undefined;
    role?: Role | undefined;
    state: "active" | "deactivated" | "all";
    after?: string | undefined;
    size: number;
  },
): Promise<Part<ListedPerson>> {
  authorise(actor, "read-settings");
  const { organisation, role, state } = input;
  return context.store.read(async (reader) => {
    const search = await searchPeople(reader, input.search ?? "", { withAddresses: true });
    const scope = {
      role,
      state: state === "all" ? undefined : state,
      organisationId: organisation === "none" ? undefined : organisation,
    };
    const wanted = { collection: "participants", order: "name", scope, ...search } as const;
    const alone: typeof search.passes = async (person) =>
      person.organisationId === null && (!search.passes || (await search.passes(person)));
    const part = await listRows(reader, organisation === "none" ? { ...wanted, passes: alone } : wanted, input);
    return { ...part, items: await listPeople(context, reader, part.items) };
  });
}

/**
 * Adds a person. Without an id, makes one from the name.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, already-exists
 */
export async function addPerson(
  context: Context,
  actor: Actor,
  { id, ...fields }: PersonFields & { id?: string | undefined },
): Promise<ChangedPerson> {
  authorise(actor, "manage-people");
  return transactPeople(context, async (writer) => {
    const roster = await readRoster(writer);
    if (id !== undefined && (await roster.people.has(id))) throw new ProblemError("already-exists");
    const after = await newPerson(roster, { ...fields, id: id ?? (await newPersonId(roster, fields.name)) });
    const [person, change] = await storePeople(context, writer, actor, roster, [
      { kind: "person-added", collection: "participants", before: null, after },
    ]);
    return { person: person[0] as ListedPerson, change };
  });
}

/** Returns an unused id for a person of this name. */
export function newPersonId({ people }: Roster, name: string): Promise<string> {
  return idFrom(name, (id) => people.has(id), "person");
}

/** Returns a new person. Without a group they get that of their organisation, or the last one, which is for others. */
export async function newPerson(roster: Roster, fields: PersonFields & { id: string }): Promise<KeptParticipant> {
  const last = groupsOfForum(roster.forum).findLast(({ mergedInto }) => mergedInto === undefined);
  const group = (await roster.organisations.get(fields.organisationId ?? ""))?.group ?? last?.id;
  return personWith({ group, ...fields } as KeptParticipant, fields);
}

/**
 * Changes a person. The change takes effect with their next request. Comments keep the name and organisation that they
 * were made with. Only its owner changes the address of an account in use; `replaceAddress` is for a lost one.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, last-secretariat
 */
export async function changePerson(
  context: Context,
  actor: Actor,
  { person: id, ...fields }: Given<PersonFields> & { person: string },
): Promise<ChangedPerson> {
  return changeOne(context, actor, id, "person-changed", (before) => personWith(before, fields));
}

/**
 * Ends a person's access at once.
 * @throws ProblemError not-signed-in, not-allowed, not-found, last-secretariat
 */
export async function deactivatePerson(
  context: Context,
  actor: Actor,
  { person: id }: { person: string },
): Promise<ChangedPerson> {
  return changeOne(context, actor, id, "person-deactivated", (before) => withActivity(context, before, false));
}

/**
 * Gives a deactivated person access again.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request
 */
export async function reactivatePerson(
  context: Context,
  actor: Actor,
  { person: id }: { person: string },
): Promise<ChangedPerson> {
  return changeOne(context, actor, id, "person-reactivated", (before) => withActivity(context, before, true));
}

/**
 * Changes several people in one act: all of them or none.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, last-secretariat
 */
export async function changePeople(
  context: Context,
  actor: Actor,
  input: {
    people: readonly string[];
    role?: Role | undefined;
    organisationId?: string | null | undefined;
    isActive?: boolean | undefined;
  },
): Promise<{ people: ListedPerson[]; change: string | null }> {
  authorise(actor, "manage-people");
  return transactPeople(context, async (writer) => {
    const roster = await readRoster(writer);
    const { role, organisationId } = input;
    const changes: SettingsChange[] = [];
    for (const id of new Set(input.people)) {
      const before = await roster.people.get(id);
      if (!before) throw new ProblemError("not-found");
      const changed = personWith(before, { role, organisationId });
      const after = input.isActive === undefined ? changed : withActivity(context, changed, input.isActive);
      changes.push({ kind: kindOf(before, after), collection: "participants", before, after });
    }
    const [people, change] = await storePeople(context, writer, actor, roster, changes);
    return { people, change };
  });
}

function kindOf(
  before: KeptParticipant,
  after: KeptParticipant,
): "person-changed" | "person-deactivated" | "person-reactivated" {
  if (isActive(before) === isActive(after)) return "person-changed";
  return isActive(after) ? "person-reactivated" : "person-deactivated";
}

async function changeOne(
  context: Context,
  actor: Actor,
  id: string,
  kind: "person-changed" | "person-deactivated" | "person-reactivated",
  apply: (before: KeptParticipant) => KeptParticipant,
): Promise<ChangedPerson> {
  authorise(actor, "manage-people");
  return transactPeople(context, async (writer) => {
    const roster = await readRoster(writer);
    const before = await roster.people.get(id);
    if (!before) throw new ProblemError("not-found");
    const after = apply(before);
    const [people, change] = await storePeople(context, writer, actor, roster, [
      { kind, collection: "participants", before, after },
    ]);
    return { person: people[0] as ListedPerson, change };
  });
}

/**
 * Checks changed people against all others, each after the changes before it, and stores them.
 * @throws ProblemError invalid-request, last-secretariat
 */
export async function storePeople(
  context: Context,
  writer: TellingWriter,
  actor: Actor,
  roster: Roster,
  changes: readonly SettingsChange[],
): Promise<[people: ListedPerson[], change: string | null]> {
  const changed: KeptParticipant[] = [];
  for (const { collection, after } of changes) {
    if (collection !== "participants" || !after) continue;
    refuseBroken(await brokenRuleOfPerson(roster, after));
    roster.people.set(after.id, after);
    changed.push(after);
  }
  await checkSecretariat(roster);
  const change = await storeChanges(context, writer, actor, changes);
  return [await listPeople(context, writer, changed), change];
}

/** Returns a person with new fields. A missing field keeps its value; an empty language removes it. */
export function personWith(before: KeptParticipant, fields: Given<PersonFields>): KeptParticipant {
  const { language = before.language, ...others } = fields;
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  const { language: _language, ...rest } = { ...before, ...given };
  return language === undefined || language === null ? rest : { ...rest, language };
}

function withActivity(context: Pick<Context, "now">, person: KeptParticipant, active: boolean): KeptParticipant {
  if (isActive(person) === active) return person;
  const { deactivatedAt: _deactivatedAt, ...rest } = person;
  return active ? rest : { ...rest, deactivatedAt: context.now().toISOString() };
}

/** Returns people as the secretariat sees them, in the given order. */
export async function listPeople(
  context: Pick<Context, "now">,
  reader: Reader,
  people: readonly KeptParticipant[],
): Promise<ListedPerson[]> {
  const now = context.now();
  const today = await forumDay(context, reader);
  return Promise.all(
    people.map(async (person) => {
      const organisation =
        person.organisationId === null ? undefined : await reader.get("organisations", person.organisationId);
      const deputies = await reader.list("deputies", { principalId: person.id });
      const deputyOf = await reader.list("deputies", { deputyId: person.id });
      return {
        ...withoutLimits(person),
        organisation: organisation?.shortName ?? null,
        ...(organisation?.logo && { logoVersion: logoVersion(organisation.logo) }),
        hasSession: (await reader.count("sessions", { participantId: person.id })) > 0,
        mailStoppedAt: await stoppedSince(reader, person),
        deputies: deputies.filter((one) => isInForce(one, today)).map(({ deputyId }) => deputyId),
        deputyOf: deputyOf.filter((one) => isInForce(one, today)).map(({ principalId }) => principalId),
        invitation: await invitationOf(reader, person.id, now),
      };
    }),
  );
}
