import { existsSync } from "node:fs";
import type { KeptForum } from "#core/access/kept-forum.ts";
import type { KeptParticipant } from "#core/access/kept-people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { AdministrationKind } from "#core/contract/administration-events.ts";
import type { ShownSetUp } from "#core/contract/set-up-operations.ts";
import { rowCollections, type RowCollection } from "../../store/collections.ts";
import { passingCollections } from "../../store/passing-rows.ts";
import type { Reader, Store, Writer } from "../../store/store.ts";
import type { NewEvent } from "../../store/stored-event.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { bodiesOf, copyBodies } from "../versions/content.ts";
import { findKeptForum } from "../versions/find-version.ts";
import {
  beginFilling,
  checkNotStopped,
  endFilling,
  FillingStopped,
  isEmptyForum,
  noteStep,
  stopFilling,
  untouchedModel,
} from "./model-state.ts";
import { buildForum, forumFileOf, readForumFile } from "./seed-forum.ts";
import { shownSetUp } from "./set-up.ts";

/**
 * Fills an empty forum with the model forum. Its people join those who exist. Only one event records it: the model's
 * own events would stay in the log after it is cleared, and a document with the same id would have their history.
 *
 * This takes seconds. `getSetUp` says how far it is, and `clearModelForum` stops it; the forum is then empty as before.
 * @throws ProblemError not-signed-in, not-allowed, not-found if the model is not installed, wrong-state if the forum is
 *   not empty or is being filled
 */
export async function tryModelForum(context: Context, actor: Actor): Promise<ShownSetUp> {
  authorise(actor, "manage-forum");
  const { modelForum, store } = context;
  if (!isFilled(modelForum)) throw new ProblemError("not-found");
  await store.read(checkEmpty);
  const model = await buildModel(context, modelForum);
  if (model) {
    await store.transact((writer) => storeModel(context, actor, writer, model));
    await model.close();
  }
  return store.read((reader) => shownSetUp(context, reader));
}

function isFilled(folders: readonly string[] | null): folders is readonly [string, ...string[]] {
  return folders !== null && folders.length > 0;
}

/** Builds the model in memory, or returns null if somebody stopped that. */
async function buildModel(context: Context, folders: readonly [string, ...string[]]): Promise<Store | null> {
  const filling = beginFilling(context.store);
  if (!filling) throw new ProblemError("wrong-state", { state: "filling" });
  try {
    const model = await buildForum(context, folders, (done, of) => noteStep(filling, done, of));
    checkNotStopped(filling);
    return model;
  } catch (error) {
    if (error instanceof FillingStopped) return null;
    throw error;
  } finally {
    endFilling(context.store);
  }
}

async function storeModel(context: Context, actor: Actor, writer: Writer, model: Store): Promise<void> {
  await checkEmpty(writer);
  const before = await findKeptForum(writer);
  const people = (await writer.list("participants")).map(({ id }) => id);
  const { id, setUp } = before;
  const after: KeptForum = { ...(await model.read(findKeptForum)), id, ...(setUp && { setUp }) };
  await copyRecords(model, writer, new Set(people));
  await writer.put("forum", after);
  await writer.append(
    recorded(context, actor, { kind: "model-forum-tried", forum: id, before: { forum: before, people } }),
  );
}

/**
 * Removes the model forum again, with everything in it. The people who existed before stay. While it is being filled,
 * that is stopped instead.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state if something was added to it
 */
export async function clearModelForum(context: Context, actor: Actor): Promise<ShownSetUp> {
  authorise(actor, "manage-forum");
  if (stopFilling(context.store)) return context.store.read((reader) => shownSetUp(context, reader));
  return context.store.transact(async (writer) => {
    const now = await findKeptForum(writer);
    const before = (await untouchedModel(writer))?.before as BeforeModel | null | undefined;
    if (!before) throw new ProblemError("wrong-state", { state: "changed" });
    for (const version of await writer.list("versions")) {
      for (const { collection, id } of bodiesOf(version)) await writer.remove(collection, id);
    }
    const people = new Set(before.people);
    for (const collection of rowCollections.filter((one) => !keptCollections.has(one))) {
      for (const { id } of await writer.list(collection)) await writer.remove(collection, id);
    }
    for (const collection of accountCollections) {
      for (const { id, participantId } of await writer.list(collection)) {
        if (!people.has(participantId)) await writer.remove(collection, id);
      }
    }
    for (const collection of ["participants", "accounts", "preferences"] as const) {
      for (const { id } of await writer.list(collection)) if (!people.has(id)) await writer.remove(collection, id);
    }
    await writer.put("forum", { ...before.forum, ...(now.setUp && { setUp: now.setUp }) });
    await writer.append(recorded(context, actor, { kind: "model-forum-cleared", forum: now.id, before: null }));
    return shownSetUp(context, writer);
  });
}

/**
 * Returns the invented people of the model forum, if this forum began as the model, or tries it and nothing was added.
 * Somebody who was added, or whose address was changed, may be a real person, and is not among them.
 */
export async function modelPeople({ modelForum, store }: Context): Promise<KeptParticipant[]> {
  if (!isFilled(modelForum) || !existsSync(forumFileOf(modelForum[0]))) return [];
  const { forum, participants } = await readForumFile(forumFileOf(modelForum[0]));
  return store.read(async (reader) => {
    const isModel = (await findKeptForum(reader)).id === forum.id || (await untouchedModel(reader)) !== null;
    if (!isModel) return [];
    const people = await reader.list("participants");
    return people.filter(({ id, email }) => participants.some((one) => one.id === id && one.email === email));
  });
}

/** The state to which clearing the model returns. */
interface BeforeModel {
  forum: KeptForum;
  /** Ids of the people who existed. */
  people: string[];
}

/** Ways to sign in. People who existed before keep theirs. */
const accountCollections = ["sessions", "invitations", "tokens", "identities", "passkeys"] as const;

/** Collections of which clearing the model removes only some records, or none. */
const keptCollections: ReadonlySet<RowCollection> = new Set<RowCollection>([
  "forum",
  "participants",
  "accounts",
  "preferences",
  ...passingCollections,
  ...accountCollections,
]);

async function checkEmpty(reader: Reader): Promise<void> {
  await findKeptForum(reader);
  if (!(await isEmptyForum(reader))) throw new ProblemError("wrong-state", { state: "not-empty" });
}

/** Copies the records of a model, except those of people who exist already. */
async function copyRecords(from: Store, to: Writer, people: ReadonlySet<string>): Promise<void> {
  await from.read(async (reader) => {
    for (const collection of rowCollections.filter((one) => one !== "forum")) {
      for (const value of await reader.list(collection)) {
        if (collection !== "participants" || !people.has(value.id)) await to.put(collection, value);
      }
    }
    for (const version of await reader.list("versions")) await copyBodies(reader, to, version);
  });
}

function recorded(
  context: Context,
  actor: Actor,
  { kind, forum, before }: { kind: AdministrationKind; forum: string; before: BeforeModel | null },
): NewEvent {
  return {
    at: context.now().toISOString(),
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    kind,
    documentId: null,
    subject: { collection: "forum", id: forum },
    before,
    after: null,
  };
}
