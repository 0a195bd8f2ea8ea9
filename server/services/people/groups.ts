import { type ForumGroups, groupsOfForum, hasGroup } from "#core/access/forum.ts";
import type { KeptForum } from "#core/access/kept-forum.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { CountedGroup } from "#core/contract/settings-operations.ts";
import type { Colour, ForumGroup } from "#core/discuss/stakeholder-group.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { invalidField, ProblemError } from "../kernel/problem.ts";
import { type SettingsChange, storeChanges } from "../kernel/settings-change.ts";
import { findKeptForum } from "../versions/find-version.ts";
import { idFrom } from "./people-rules.ts";
import { unknownGroup } from "./store-person.ts";

/** The groups after a change, and the id that undoes it. */
interface ChangedGroups {
  groups: CountedGroup[];
  change: string | null;
}

/**
 * Lists the stakeholder groups in their order, with the number of their members.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function getGroups(context: Context, actor: Actor): Promise<CountedGroup[]> {
  authorise(actor, "read-settings");
  return context.store.read(async (reader) => countGroups(reader, await findKeptForum(reader)));
}

/**
 * Adds a group at the end.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function addGroup(
  context: Context,
  actor: Actor,
  { name, colour }: { name: string; colour: Colour },
): Promise<ChangedGroups> {
  return changeGroups(context, actor, async (groups, writer) => {
    // A new group must not take over the comments of a deleted one, so it never gets an id that comments have.
    const isTaken = async (id: string): Promise<boolean> =>
      groups.some((group) => group.id === id) || (await hasComments(writer, id));
    const id = await idFrom(name, isTaken, "group");
    return [...groups, { id, name, colour }];
  });
}

/**
 * Renames, recolours or moves a group.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function changeGroup(
  context: Context,
  actor: Actor,
  input: { group: string; name?: string | undefined; colour?: Colour | undefined; position?: number | undefined },
): Promise<ChangedGroups> {
  return changeGroups(context, actor, (groups) => {
    const before = findGroup(groups, input.group);
    const { name = before.name, colour = before.colour } = input;
    const after: ForumGroup = { ...before, ...(name !== undefined && { name }), colour };
    if (input.position === undefined) return groups.map((group) => (group === before ? after : group));
    const others = groups.filter((group) => group !== before);
    return others.toSpliced(input.position - 1, 0, after);
  });
}

/**
 * Moves the organisations and people of a group to another one. A group under which comments were made stays in the
 * list, because they keep it, but nobody can join it.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state
 */
export async function mergeGroup(
  context: Context,
  actor: Actor,
  { group: id, into }: { group: string; into: string },
): Promise<ChangedGroups> {
  authorise(actor, "manage-forum");
  return context.store.transact(async (writer) => {
    const before = await findKeptForum(writer);
    const groups = groupsOfForum(before);
    const merged = findGroup(groups, id);
    if (merged.mergedInto !== undefined) throw new ProblemError("wrong-state", { state: "merged" });
    if (into === id || !hasGroup(before, into)) throw invalidField("into", ...unknownGroup(before, into));
    const keep = await hasComments(writer, id);
    const after: KeptForum = {
      ...before,
      groups: groups
        .filter((group) => keep || group !== merged)
        .map((group) => (group.id === id || group.mergedInto === id ? { ...group, mergedInto: into } : group)),
    };
    const moved = [...(await organisationsIn(writer, id, into)), ...(await peopleIn(writer, id, into))];
    const change = await storeChanges(context, writer, actor, [
      ...moved,
      { kind: "groups-changed", collection: "forum", before, after },
    ]);
    return { groups: await countGroups(writer, after), change };
  });
}

/**
 * Deletes a group that nobody belongs to and under which no comment was made.
 * @throws ProblemError not-signed-in, not-allowed, not-found, in-use
 */
export async function removeGroup(
  context: Context,
  actor: Actor,
  { group: id }: { group: string },
): Promise<ChangedGroups> {
  return changeGroups(context, actor, async (groups, writer) => {
    const group = findGroup(groups, id);
    const counted = (await countGroups(writer, { groups: [...groups] })).find((one) => one.id === id);
    const isUsed = counted && (counted.organisations > 0 || counted.people > 0 || counted.hasComments);
    if (isUsed || groups.filter(({ mergedInto }) => mergedInto === undefined).length < 2) {
      throw new ProblemError("in-use");
    }
    return groups.filter((other) => other !== group);
  });
}

async function changeGroups(
  context: Context,
  actor: Actor,
  apply: (groups: readonly ForumGroup[], writer: Writer) => ForumGroup[] | Promise<ForumGroup[]>,
): Promise<ChangedGroups> {
  authorise(actor, "manage-forum");
  return context.store.transact(async (writer) => {
    const before = await findKeptForum(writer);
    const after: KeptForum = { ...before, groups: await apply(groupsOfForum(before), writer) };
    const change = await storeChanges(context, writer, actor, [
      { kind: "groups-changed", collection: "forum", before, after },
    ]);
    return { groups: await countGroups(writer, after), change };
  });
}

function findGroup(groups: readonly ForumGroup[], id: string): ForumGroup {
  const group = groups.find((one) => one.id === id);
  if (!group) throw new ProblemError("not-found");
  return group;
}

async function countGroups(reader: Reader, forum: ForumGroups): Promise<CountedGroup[]> {
  return Promise.all(
    groupsOfForum(forum).map(async (group) => ({
      ...group,
      organisations: await reader.count("organisations", { group: group.id }),
      people: await reader.count("participants", { ownGroup: group.id }),
      hasComments: await hasComments(reader, group.id),
    })),
  );
}

/** Returns whether something was written under a group. */
async function hasComments(reader: Reader, group: string): Promise<boolean> {
  const comments = await reader.count("annotations", { group });
  return comments > 0 || (await reader.count("replies", { group })) > 0;
}

async function organisationsIn(reader: Reader, group: string, into: string): Promise<SettingsChange[]> {
  return (await reader.list("organisations", { group })).map((before) => ({
    kind: "organisation-changed",
    collection: "organisations",
    before,
    after: { ...before, group: into },
  }));
}

/** A person with an organisation has a group too, which applies once they leave it. */
async function peopleIn(reader: Reader, group: string, into: string): Promise<SettingsChange[]> {
  return (await reader.list("participants", { group })).map((before) => ({
    kind: "person-changed",
    collection: "participants",
    before,
    after: { ...before, group: into },
  }));
}
