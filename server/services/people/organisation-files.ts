import { Organisation } from "#core/access/people.ts";
import type { KeptOrganisation } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import type { ImportReport } from "#core/contract/import-operations.ts";
import { OrganisationFields } from "#core/contract/people-operations.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenFile } from "../kernel/file-answer.ts";
import { importRecords, type ImportInput, type RecordReader } from "./import-records.ts";
import { newOrganisationId, withFields } from "./organisations.ts";
import { groupNamed } from "./people-files.ts";
import { brokenRuleOfOrganisation, folded } from "./people-rules.ts";
import type { Roster } from "./roster.ts";
import { organisationColumns, peopleColumns } from "./record-columns.ts";
import { reasonsOf } from "./read-table.ts";
import { writeTable } from "./write-table.ts";

type Column = keyof typeof organisationColumns;
type Cells = Partial<Record<Column, string>>;

/** The headings of an export and of the template. */
const headings = ["id", "short name", "name", "group", "contact"];

/** Names that stay are not checked, because an earlier version may have stored them on several lines. */
const WithStoredNames = OrganisationFields.extend(Organisation.pick({ name: true, shortName: true }).shape);

const reader: RecordReader<Column> = {
  columns: organisationColumns,
  required: ["name"],
  headings,
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
  return importRecords(context, actor, input, reader);
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
  return await writeTable(context, { fileName: "organisations.csv", headings, ...active, lineOf });
}

async function existingOrganisation(roster: Roster, { id = "", shortName = "", name = "" }: Cells) {
  if (id !== "") return (await roster.organisations.get(id)) ?? null;
  const wanted = folded(shortName === "" ? name : shortName);
  const active = (await roster.organisationsNamed(wanted)).filter(({ archivedAt }) => archivedAt === undefined);
  return active.find((one) => folded(shortName === "" ? one.name : one.shortName) === wanted) ?? null;
}
