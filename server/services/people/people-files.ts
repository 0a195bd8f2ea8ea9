import { groupsOfForum } from "#core/access/forum.ts";
import { isActive, type KeptOrganisation, type KeptParticipant } from "#core/access/kept-people.ts";
import { Organisation, Participant } from "#core/access/people.ts";
import type { Actor } from "#core/access/permissions.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import type { ImportReport } from "#core/contract/import-operations.ts";
import { OrganisationFields, PersonFields } from "#core/contract/people-operations.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import { forumDay } from "../kernel/clock.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenFile } from "../kernel/file-answer.ts";
import type { SettingsChange } from "../kernel/settings-change.ts";
import { isCurrent } from "./deputies.ts";
import { type ImportInput, importRecords, type RecordReader, type Refusal } from "./import-records.ts";
import { newOrganisationId, withFields } from "./organisations.ts";
import { brokenRuleOfOrganisation, brokenRuleOfPerson, folded } from "./people-rules.ts";
import { newPerson, newPersonId, personWith } from "./people.ts";
import { organisationColumns, peopleColumns, reasonsOf, writeTable } from "./record-tables.ts";
import type { Roster } from "./roster.ts";

type PersonColumn = keyof typeof peopleColumns;
type PersonCells = Partial<Record<PersonColumn, string>>;

/** The headings of an export and of the template. */
const personHeadings = ["id", "name", "e-mail", "organisation", "role", "group", "language", "deputy of"];

/** A name that stays is not checked, because an earlier version may have stored it on several lines. */
const WithStoredName = PersonFields.extend({ name: Participant.shape.name });

const personReader: RecordReader<PersonColumn> = {
  columns: peopleColumns,
  required: ["name"],
  headings: personHeadings,
  other: { columns: organisationColumns, code: "columns-of-organisations" },
  async read(roster, cells) {
    const before = await existingPerson(roster, cells);
    const id = before?.id ?? (cells.id || (await newPersonId(roster, cells.name ?? "")));
    const { fields, refusals } = await fieldsOf(roster, cells);
    if (refusals.length > 0) return { id: before?.id ?? null, refusals };
    const role = before?.role ?? "member";
    const name = before?.name;
    const complete = { email: null, organisationId: null, role, name, ...before, ...fields };
    const parsed = (complete.name === name ? WithStoredName : PersonFields).safeParse(complete);
    if (!parsed.success) {
      const columnOf = (field: string): string => (field === "organisationId" ? "organisation" : field);
      return { id: before?.id ?? null, refusals: reasonsOf(fieldProblemsOf("", parsed.error, fields), columnOf) };
    }
    const after = before ? personWith(before, fields) : await newPerson(roster, { ...parsed.data, id });
    if (!/^[a-z0-9][a-z0-9-]*$/u.test(id)) return { id, refusals: [{ column: "id", code: "field-not-of-this-form" }] };
    const rule = await brokenRuleOfPerson(roster, after);
    if (!rule) return { before, after };
    const column = rule.field === "organisationId" ? "organisation" : rule.field;
    return { id: before?.id ?? null, refusals: [{ column, code: rule.code, params: rule.params }] };
  },
  keep: (roster, person) => roster.people.set(person.id, person as KeptParticipant),
  change: (before, after) => ({
    kind: before ? "person-changed" : "person-added",
    collection: "participants",
    before: before as KeptParticipant | null,
    after: after as KeptParticipant,
  }),
  link: proposeDeputies,
};

/**
 * Proposes a person as deputy of those whom a line names by id, e-mail address or name, separated by semicolons. They
 * must accept. Nobody loses a deputy by an import.
 */
async function proposeDeputies(
  context: Pick<Context, "now" | "newId">,
  reader: Reader,
  roster: Roster,
  { cells, id: deputyId }: { cells: PersonCells; id: string },
): Promise<{ fields: string[]; changes: SettingsChange[] } | { refusals: Refusal[] }> {
  const named = (cells.deputyOf ?? "").split(";").flatMap((name) => name.trim() || []);
  if (named.length === 0) return { fields: [], changes: [] };
  const refusals: Refusal[] = [];
  const principals = new Set<string>();
  for (const name of named) {
    const principal = await personNamed(roster, name);
    if (!principal) refusals.push({ column: "deputy of", code: "participant-unknown", params: { participant: name } });
    else if (principal.id === deputyId) refusals.push({ column: "deputy of", code: "deputy-of-oneself" });
    else principals.add(principal.id);
  }
  if (refusals.length > 0) return { refusals };
  const today = await forumDay(context, reader);
  for (const { principalId, ...deputy } of await reader.list("deputies", { deputyId }))
    if (isCurrent({ principalId, ...deputy }, today)) principals.delete(principalId);
  const madeAt = context.now().toISOString();
  const changes = [...principals].map((principalId): SettingsChange => {
    const after = { id: context.newId(), principalId, deputyId, until: null, madeAt };
    const states = { before: null, after: { ...after, acceptedAt: null, revokedAt: null } };
    return { kind: "deputy-appointed", collection: "deputies", ...states };
  });
  return { fields: changes.length > 0 ? ["deputyOf"] : [], changes };
}

/** Finds an active person by id, by address, or by a name that only they have. */
async function personNamed(roster: Roster, name: string): Promise<KeptParticipant | null> {
  const person = await roster.people.get(name);
  if (isActivePerson(person)) return person;
  const [atAddress] = await roster.peopleAt(name);
  if (atAddress) return atAddress;
  const alike = (await roster.peopleNamed(name)).filter((one) => folded(one.name) === folded(name));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/**
 * Imports people from a CSV file. A line concerns the person with its id, otherwise with its e-mail address, otherwise
 * with its name and organisation. Deputies are proposed, and the people whom they represent must accept.
 * @throws ProblemError as `importRecords`
 */
export async function importPeople(context: Context, actor: Actor, input: ImportInput): Promise<ImportReport> {
  return importRecords(context, actor, input, personReader);
}

/**
 * Exports the active people as CSV. Importing the file changes nothing.
 * @throws ProblemError not-signed-in, not-allowed
 */
export async function exportPeople(context: Context, actor: Actor): Promise<WrittenFile> {
  authorise(actor, "read-settings");
  const lineOf = (reader: Reader, person: KeptParticipant) => lineOfPerson(context, reader, person);
  const active = { collection: "participants", index: "state", key: "active" } as const;
  return await writeTable(context, { fileName: "people.csv", headings: personHeadings, ...active, lineOf });
}

async function lineOfPerson(
  context: Pick<Context, "now">,
  reader: Reader,
  { id, name, email, organisationId, role, group, language }: KeptParticipant,
): Promise<string[]> {
  const organisation = organisationId === null ? undefined : await reader.get("organisations", organisationId);
  const today = await forumDay(context, reader);
  const current = (await reader.list("deputies", { deputyId: id })).filter((deputy) => isCurrent(deputy, today));
  const principals = await Promise.all(current.map(({ principalId }) => reader.get("participants", principalId)));
  // Importing a person who is no longer active would be refused.
  const deputyOf = principals.filter(isActivePerson).map((principal) => principal.id);
  const shortName = organisation?.shortName ?? "";
  return [id, name, email ?? "", shortName, role, group, language ?? "", deputyOf.toSorted().join("; ")];
}

function isActivePerson(person: KeptParticipant | undefined): person is KeptParticipant {
  return person !== undefined && isActive(person);
}

async function existingPerson(roster: Roster, { id = "", email = "", name = "", organisation = "" }: PersonCells) {
  if (id !== "") return (await roster.people.get(id)) ?? null;
  if (email !== "") return (await roster.peopleAt(email))[0] ?? null;
  const organisationId = await organisationNamed(roster, organisation);
  const named = await roster.peopleNamed(name);
  return named.find((person) => person.name === name && person.organisationId === organisationId) ?? null;
}

/** Returns the fields that a line gives. An empty cell of a role, group or language keeps the value. */
async function fieldsOf(
  roster: Roster,
  cells: PersonCells,
): Promise<{ fields: Partial<PersonFields>; refusals: Refusal[] }> {
  const { name, email, organisation, role, group, language } = cells;
  const fields: Record<string, unknown> = {};
  const refusals: Refusal[] = [];
  if (name !== undefined) fields["name"] = name;
  if (email !== undefined) fields["email"] = email === "" ? null : email;
  if (organisation !== undefined) {
    const organisationId = await organisationNamed(roster, organisation);
    if (organisationId === undefined) {
      refusals.push({ column: "organisation", code: "organisation-unknown", params: { organisation } });
    } else fields["organisationId"] = organisationId;
  }
  if (role) fields["role"] = folded(role);
  if (group) fields["group"] = groupNamed(roster, group);
  if (language) fields["language"] = folded(language);
  return { fields: fields, refusals };
}

/** Returns the id of an organisation by id or name, in any case. Null for no name, undefined for an unknown one. */
async function organisationNamed(roster: Roster, name: string): Promise<string | null | undefined> {
  if (name === "") return null;
  const wanted = folded(name);
  const found = (await roster.organisationsNamed(name)).filter((one) =>
    [one.id, one.shortName, one.name].some((text) => folded(text) === wanted),
  );
  return (found.find(({ archivedAt }) => archivedAt === undefined) ?? found[0])?.id;
}

/** Returns the id of a group by id or name: "Member State" is "member-state". An unknown name is returned unchanged. */
function groupNamed({ forum }: Pick<Roster, "forum">, name: string): string {
  const wanted = folded(name);
  const groups = groupsOfForum(forum);
  const found = groups.find(
    (group) => group.id === wanted.replaceAll(" ", "-") || (group.name !== undefined && folded(group.name) === wanted),
  );
  return found?.id ?? name;
}

type OrganisationColumn = keyof typeof organisationColumns;
type OrganisationCells = Partial<Record<OrganisationColumn, string>>;

/** The headings of an export and of the template. */
const organisationHeadings = ["id", "short name", "name", "group", "contact"];

/** Names that stay are not checked, because an earlier version may have stored them on several lines. */
const WithStoredNames = OrganisationFields.extend(Organisation.pick({ name: true, shortName: true }).shape);

const organisationReader: RecordReader<OrganisationColumn> = {
  columns: organisationColumns,
  required: ["name"],
  headings: organisationHeadings,
  other: { columns: peopleColumns, code: "columns-of-people" },
  async read(roster, cells) {
    const before = await existingOrganisation(roster, cells);
    const { name, shortName, group, contact } = cells;
    const fields = {
      ...(name !== undefined && { name }),
      ...(shortName !== undefined && shortName !== "" && { shortName }),
      ...(group && { group: groupNamed(roster, group) }),
      ...(contact !== undefined && { contact }),
    };
    const complete = { shortName: name, ...before, ...fields };
    const isNamed = complete.name === before?.name && complete.shortName === before?.shortName;
    const parsed = (isNamed ? WithStoredNames : OrganisationFields).safeParse(complete);
    if (!parsed.success) {
      const refusals = reasonsOf(fieldProblemsOf("", parsed.error, complete), (field) => field);
      return { id: before?.id ?? null, refusals };
    }
    const id = before?.id ?? (cells.id || (await newOrganisationId(roster, parsed.data.shortName)));
    if (!/^[a-z0-9][a-z0-9-]*$/u.test(id)) return { id, refusals: [{ column: "id", code: "field-not-of-this-form" }] };
    const after = withFields(before ?? { id }, before ? fields : parsed.data);
    const rule = await brokenRuleOfOrganisation(roster, after);
    if (!rule) return { before, after };
    return { id: before?.id ?? null, refusals: [{ column: rule.field, code: rule.code, params: rule.params }] };
  },
  keep: (roster, organisation) => roster.organisations.set(organisation.id, organisation as KeptOrganisation),
  change: (before, after) => ({
    kind: before ? "organisation-changed" : "organisation-added",
    collection: "organisations",
    before: before as KeptOrganisation | null,
    after: after as KeptOrganisation,
  }),
};

/**
 * Imports organisations from a CSV file. A line concerns the organisation with its id, otherwise with its short name,
 * otherwise with its name.
 * @throws ProblemError as `importRecords`
 */
export async function importOrganisations(context: Context, actor: Actor, input: ImportInput): Promise<ImportReport> {
  return importRecords(context, actor, input, organisationReader);
}

/**
 * Exports the organisations that are not archived as CSV. Importing the file changes nothing.
 * @throws ProblemError not-signed-in, not-allowed
 */
export async function exportOrganisations(context: Context, actor: Actor): Promise<WrittenFile> {
  authorise(actor, "read-settings");
  const active = { collection: "organisations", index: "state", key: "active" } as const;
  const lineOf = (_reader: Reader, { id, shortName, name, group, contact }: KeptOrganisation): Promise<string[]> =>
    Promise.resolve([id, shortName, name, group, contact ?? ""]);
  return await writeTable(context, {
    fileName: "organisations.csv",
    headings: organisationHeadings,
    ...active,
    lineOf,
  });
}

async function existingOrganisation(roster: Roster, { id = "", shortName = "", name = "" }: OrganisationCells) {
  if (id !== "") return (await roster.organisations.get(id)) ?? null;
  const wanted = folded(shortName === "" ? name : shortName);
  const active = (await roster.organisationsNamed(wanted)).filter(({ archivedAt }) => archivedAt === undefined);
  return active.find((one) => folded(shortName === "" ? one.name : one.shortName) === wanted) ?? null;
}
