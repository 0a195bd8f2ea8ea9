import { type KeptOrganisation, mostFormerNames, shownOrganisation } from "#core/access/kept-people.ts";
import type { Organisation } from "#core/access/people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { AdministrationKind } from "#core/contract/administration-events.ts";
import type { Part } from "#core/contract/fields.ts";
import type { CountedOrganisation, OrganisationFields } from "#core/contract/people-operations.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { listRows } from "../kernel/listed-rows.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { type SettingsChange, storeChanges } from "../kernel/settings-change.ts";
import { findForum } from "../versions/find-version.ts";
import { brokenRuleOfOrganisation, idFrom, refuseBroken } from "./people-rules.ts";
import { readRoster, type Roster } from "./roster.ts";
import { searchOrganisations } from "./search.ts";
import { transactPeople } from "./mail-person.ts";

/** An organisation after a change, and the id that undoes it. */
export interface ChangedOrganisation {
  organisation: CountedOrganisation;
  change: string | null;
}

/** Fields in a request, where undefined means that a field keeps its value. */
type Given<Fields> = { [F in keyof Fields]?: Fields[F] | undefined };

/**
 * Lists organisations by short name, or by the word that a search found.
 * @throws ProblemError not-signed-in, not-allowed, invalid-request
 */
export async function getOrganisations(
  context: Context,
  actor: Actor,
  input: {
    search?: string | undefined;
    group?: string | undefined;
    state: "active" | "archived" | "all";
    after?: string | undefined;
    size: number;
  },
): Promise<Part<CountedOrganisation>> {
  authorise(actor, "read-settings");
  const { group, state } = input;
  return context.store.read(async (reader) => {
    const scope = { group, state: state === "all" ? undefined : state };
    const wanted = { collection: "organisations", order: "shortName", scope } as const;
    const part = await listRows(reader, { ...wanted, ...searchOrganisations(input.search ?? "") }, input);
    return { ...part, items: await Promise.all(part.items.map((organisation) => counted(reader, organisation))) };
  });
}

/**
 * Lists the organisations of the forum by short name, as everybody who reads it sees them. Or returns those with given
 * ids.
 * @throws ProblemError not-signed-in, invalid-request
 */
export async function getOrganisationNames(
  context: Context,
  actor: Actor,
  { ids, ...input }: { ids?: readonly string[] | undefined; after?: string | undefined; size: number },
): Promise<Part<Organisation>> {
  return context.store.read(async (reader) => {
    await findForum(reader, actor);
    if (ids) {
      const found = await Promise.all([...new Set(ids)].map((id) => reader.get("organisations", id)));
      const items = found.flatMap((organisation) => (organisation ? shownOrganisation(organisation) : []));
      return { items, next: null, total: items.length };
    }
    const all = { collection: "organisations", order: "shortName", scope: {}, passes: null, beginnings: null } as const;
    const part = await listRows(reader, all, input);
    return { ...part, items: part.items.map(shownOrganisation) };
  });
}

/**
 * Adds an organisation. Without an id, makes one from its short name.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, already-exists
 */
export async function addOrganisation(
  context: Context,
  actor: Actor,
  { id, ...fields }: OrganisationFields & { id?: string | undefined },
): Promise<ChangedOrganisation> {
  authorise(actor, "manage-people");
  return context.store.transact(async (writer) => {
    const roster = await readRoster(writer);
    const { organisations } = roster;
    if (id !== undefined && (await organisations.has(id))) throw new ProblemError("already-exists");
    const after = withFields({ id: id ?? (await newOrganisationId(roster, fields.shortName)) }, fields);
    refuseBroken(await brokenRuleOfOrganisation(roster, after));
    const change = await storeChanges(context, writer, actor, [
      { kind: "organisation-added", collection: "organisations", before: null, after },
    ]);
    return { organisation: await counted(writer, after), change };
  });
}

/** Returns an unused id for an organisation of this short name. */
export function newOrganisationId({ organisations }: Roster, shortName: string): Promise<string> {
  return idFrom(shortName, (id) => organisations.has(id), "organisation");
}

/**
 * Changes an organisation. Comments keep the name and group that they were made with.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request
 */
export async function changeOrganisation(
  context: Context,
  actor: Actor,
  { organisation: id, ...fields }: Given<OrganisationFields> & { organisation: string },
): Promise<ChangedOrganisation> {
  return changeOneOrganisation(context, actor, id, "organisation-changed", async (before, roster) => {
    const after = withFields(before, fields);
    refuseBroken(await brokenRuleOfOrganisation(roster, after));
    return after;
  });
}

/**
 * Archives an organisation that has no active people.
 * @throws ProblemError not-signed-in, not-allowed, not-found, in-use
 */
export async function archiveOrganisation(
  context: Context,
  actor: Actor,
  { organisation: id }: { organisation: string },
): Promise<ChangedOrganisation> {
  return changeOneOrganisation(context, actor, id, "organisation-archived", (before, _roster, writer) =>
    archived(context, before, writer),
  );
}

async function archived(
  context: Pick<Context, "now">,
  before: KeptOrganisation,
  reader: Reader,
): Promise<KeptOrganisation> {
  if (before.archivedAt !== undefined) return before;
  if ((await reader.count("participants", { activeIn: before.id })) > 0) throw new ProblemError("in-use");
  return { ...before, archivedAt: context.now().toISOString() };
}

/**
 * Restores an archived organisation. One that was merged cannot be restored, but its merger can be undone.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state
 */
export async function restoreOrganisation(
  context: Context,
  actor: Actor,
  { organisation: id }: { organisation: string },
): Promise<ChangedOrganisation> {
  return changeOneOrganisation(context, actor, id, "organisation-restored", async (before, roster) => {
    const after = restored(before);
    refuseBroken(await brokenRuleOfOrganisation(roster, after));
    return after;
  });
}

function restored(before: KeptOrganisation): KeptOrganisation {
  if (before.mergedInto !== undefined) throw new ProblemError("wrong-state", { state: "merged" });
  const { archivedAt: _archivedAt, ...after } = before;
  return after;
}

/**
 * Changes several organisations in one act: all of them or none.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, in-use, wrong-state
 */
export async function changeOrganisations(
  context: Context,
  actor: Actor,
  input: { organisations: readonly string[]; group?: string | undefined; isArchived?: boolean | undefined },
): Promise<{ organisations: CountedOrganisation[]; change: string | null }> {
  authorise(actor, "manage-people");
  return context.store.transact(async (writer) => {
    const roster = await readRoster(writer);
    const changes: SettingsChange[] = [];
    for (const id of new Set(input.organisations)) {
      const before = await roster.organisations.get(id);
      if (!before) throw new ProblemError("not-found");
      const grouped = withFields(before, { group: input.group });
      const after =
        input.isArchived === undefined
          ? grouped
          : input.isArchived
            ? await archived(context, grouped, writer)
            : restored(grouped);
      refuseBroken(await brokenRuleOfOrganisation(roster, after));
      // Each is checked against the others as they are after the changes before it.
      roster.organisations.set(id, after);
      changes.push({ kind: kindOf(before, after), collection: "organisations", before, after });
    }
    const change = await storeChanges(context, writer, actor, changes);
    const organisations = changes.map(({ after }) => counted(writer, after as KeptOrganisation));
    return { organisations: await Promise.all(organisations), change };
  });
}

function kindOf(
  { archivedAt: before }: KeptOrganisation,
  { archivedAt: after }: KeptOrganisation,
): "organisation-changed" | "organisation-archived" | "organisation-restored" {
  if (before === after) return "organisation-changed";
  return after === undefined ? "organisation-restored" : "organisation-archived";
}

/**
 * Merges an organisation into another one. Its people move there. The other one then counts as a member of its circles
 * and receives its requests to co-sign. Comments keep the organisation that they were made for.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state
 */
export async function mergeOrganisations(
  context: Context,
  actor: Actor,
  { organisation: id, into }: { organisation: string; into: string },
): Promise<ChangedOrganisation> {
  authorise(actor, "manage-people");
  return transactPeople(context, async (writer) => {
    const merged = await writer.get("organisations", id);
    if (!merged) throw new ProblemError("not-found");
    if (merged.mergedInto !== undefined) throw new ProblemError("wrong-state", { state: "merged" });
    const survivor = await writer.get("organisations", into);
    if (!survivor || into === id) throw invalidField("into", "organisation-unknown", { organisation: into });
    if (survivor.archivedAt !== undefined) throw invalidField("into", "organisation-archived");
    const after: KeptOrganisation = {
      ...survivor,
      absorbed: [...(survivor.absorbed ?? []), id, ...(merged.absorbed ?? [])],
    };
    const archivedAt = merged.archivedAt ?? context.now().toISOString();
    const moved = await writer.list("participants", { organisationId: id });
    const changes: SettingsChange[] = [
      ...moved.map((before): SettingsChange => ({
        kind: "person-changed",
        collection: "participants",
        before,
        after: { ...before, organisationId: into },
      })),
      {
        kind: "organisations-merged",
        collection: "organisations",
        before: merged,
        after: { ...merged, mergedInto: into, archivedAt },
      },
      { kind: "organisations-merged", collection: "organisations", before: survivor, after },
    ];
    const change = await storeChanges(context, writer, actor, changes);
    return { organisation: await counted(writer, after), change };
  });
}

/**
 * Changes one organisation.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function changeOneOrganisation(
  context: Context,
  actor: Actor,
  id: string,
  kind: AdministrationKind,
  apply: (before: KeptOrganisation, roster: Roster, writer: Writer) => KeptOrganisation | Promise<KeptOrganisation>,
): Promise<ChangedOrganisation> {
  authorise(actor, "manage-people");
  return context.store.transact(async (writer) => {
    const roster = await readRoster(writer);
    const before = await roster.organisations.get(id);
    if (!before) throw new ProblemError("not-found");
    const after = await apply(before, roster, writer);
    const change = await storeChanges(context, writer, actor, [{ kind, collection: "organisations", before, after }]);
    return { organisation: await counted(writer, after), change };
  });
}

/** Returns an organisation with new fields. A missing field keeps its value; an empty contact removes it. */
export function withFields(
  before: Partial<KeptOrganisation> & { id: string },
  fields: Given<OrganisationFields>,
): KeptOrganisation {
  const { contact = before.contact, ...others } = fields;
  const given = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  const { contact: _contact, formerNames: _former, ...named } = { ...before, ...given } as KeptOrganisation;
  const formerNames = formerNamesOf(before, named);
  const rest = formerNames.length > 0 ? { ...named, formerNames } : named;
  return contact === undefined || contact === null || contact === "" ? rest : { ...rest, contact };
}

/** Returns the names that an organisation had and no longer has, latest first. */
function formerNamesOf(
  { name, shortName, formerNames = [] }: Partial<KeptOrganisation>,
  after: KeptOrganisation,
): string[] {
  const had = [name, shortName, ...formerNames].filter((one) => one !== undefined);
  return [...new Set(had)].filter((one) => one !== after.name && one !== after.shortName).slice(0, mostFormerNames);
}

/** Returns an organisation with the number of its active people. */
async function counted(reader: Reader, organisation: KeptOrganisation): Promise<CountedOrganisation> {
  return { ...organisation, people: await reader.count("participants", { activeIn: organisation.id }) };
}
