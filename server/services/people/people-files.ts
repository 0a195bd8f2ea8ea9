import { groupsOfForum } from "#core/access/forum.ts";
import { Participant } from "#core/access/people.ts";
import { isActive, type KeptParticipant } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import type { ImportReport } from "#core/contract/import-operations.ts";
import { PersonFields } from "#core/contract/people-operations.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenFile } from "../kernel/file-answer.ts";
import { forumDay } from "../kernel/forum-zone.ts";
import type { SettingsChange } from "../kernel/settings-change.ts";
import { importRecords, type ImportInput, type RecordReader, type Refusal } from "./import-records.ts";
import { isCurrent } from "./deputies.ts";
import { newPerson, newPersonId, personWith } from "./people.ts";
import { brokenRuleOfPerson, folded } from "./people-rules.ts";
import { organisationColumns, peopleColumns } from "./record-columns.ts";
import { reasonsOf } from "./read-table.ts";
import type { Roster } from "./roster.ts";
import { writeTable } from "./write-table.ts";

type Column = keyof typeof peopleColumns;
type Cells = Partial<Record<Column, string>>;

/** The headings of an export and of the template. */
const headings = ["id", "name", "e-mail", "organisation", "role", "group", "language", "deputy of"];

/** A name that stays is not checked, because an earlier version may have stored it on several lines. */
const WithStoredName = PersonFields.extend({ name: Participant.shape.name });

const reader: RecordReader<Column> = {
  columns: peopleColumns,
  required: ["name"],
  headings,
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
  { cells, id: deputyId }: { cells: Cells; id: string },
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
  return importRecords(context, actor, input, reader);
}

/**
 * Exports the active people as CSV. Importing the file changes nothing.
 * @throws ProblemError not-signed-in, not-allowed
 */
export async function exportPeople(context: Context, actor: Actor): Promise<WrittenFile> {
  authorise(actor, "read-settings");
  const lineOf = (reader: Reader, person: KeptParticipant) => lineOfPerson(context, reader, person);
  const active = { collection: "participants", index: "state", key: "active" } as const;
  return await writeTable(context, { fileName: "people.csv", headings, ...active, lineOf });
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

async function existingPerson(roster: Roster, { id = "", email = "", name = "", organisation = "" }: Cells) {
  if (id !== "") return (await roster.people.get(id)) ?? null;
  if (email !== "") return (await roster.peopleAt(email))[0] ?? null;
  const organisationId = await organisationNamed(roster, organisation);
  const named = await roster.peopleNamed(name);
  return named.find((person) => person.name === name && person.organisationId === organisationId) ?? null;
}

/** Returns the fields that a line gives. An empty cell of a role, group or language keeps the value. */
async function fieldsOf(roster: Roster, cells: Cells): Promise<{ fields: Partial<PersonFields>; refusals: Refusal[] }> {
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
export function groupNamed({ forum }: Pick<Roster, "forum">, name: string): string {
  const wanted = folded(name);
  const groups = groupsOfForum(forum);
  const found = groups.find(
    (group) => group.id === wanted.replaceAll(" ", "-") || (group.name !== undefined && folded(group.name) === wanted),
  );
  return found?.id ?? name;
}
