import type { Forum } from "#core/access/forum.ts";
import { type KeptForum, type SetUp, type SetUpStep, setUpSteps } from "#core/access/kept-forum.ts";
import { isActive } from "#core/access/kept-people.ts";
import type { Participant } from "#core/access/people.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { ShownSetUp } from "#core/contract/set-up-operations.ts";
import type { Reader } from "../../store/store.ts";
import type { NewEvent } from "../../store/stored-event.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { storeChanges } from "../kernel/settings-change.ts";
import { storeParticipant } from "../people/store-person.ts";
import { findKeptForum } from "../versions/find-version.ts";
import { fillingOf, isEmptyForum, untouchedModel } from "./model-state.ts";

/** The set-up of a forum in which no step was done. */
const newSetUp: SetUp = { done: [], skipped: [], finishedAt: null };

/**
 * Returns the progress of setting up the forum, and what is left to do.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function getSetUp(context: Context, actor: Actor): Promise<ShownSetUp> {
  authorise(actor, "read-settings");
  return context.store.read((reader) => shownSetUp(context, reader));
}

/**
 * Marks a step of the set-up. Marking a step again replaces its earlier mark.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function markSetUpStep(
  context: Context,
  actor: Actor,
  { step, state }: { step: SetUpStep; state: "done" | "skipped" | "open" },
): Promise<ShownSetUp> {
  return changeSetUp(context, actor, (setUp) => {
    const marked = (list: readonly SetUpStep[], isIn: boolean): SetUpStep[] =>
      setUpSteps.filter((one) => (one === step ? isIn : list.includes(one)));
    return {
      ...setUp,
      done: marked(setUp.done, state === "done"),
      skipped: marked(setUp.skipped, state === "skipped"),
    };
  });
}

/**
 * Ends the set-up. Ending it again keeps the first time.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function finishSetUp(context: Context, actor: Actor): Promise<ShownSetUp> {
  return changeSetUp(context, actor, (setUp) => ({
    ...setUp,
    finishedAt: setUp.finishedAt ?? context.now().toISOString(),
  }));
}

async function changeSetUp(context: Context, actor: Actor, apply: (setUp: SetUp) => SetUp): Promise<ShownSetUp> {
  authorise(actor, "manage-forum");
  return context.store.transact(async (writer) => {
    const before = await findKeptForum(writer);
    const after: KeptForum = { ...before, setUp: apply(before.setUp ?? newSetUp) };
    await storeChanges(context, writer, actor, [{ kind: "set-up-changed", collection: "forum", before, after }]);
    return shownSetUp(context, writer);
  });
}

/**
 * Returns whether the forum needs no set-up: it was finished, or there is a second person or a document. A forum stored
 * before there was a set-up needs none.
 */
export async function isSetUp(reader: Reader): Promise<boolean> {
  const { setUp } = await findKeptForum(reader);
  if (!setUp || setUp.finishedAt !== null) return true;
  return (await reader.count("participants", {})) > 1 || (await reader.count("documents", {})) > 0;
}

/** Returns the progress of the set-up as a person sees it. */
export async function shownSetUp(context: Pick<Context, "modelForum" | "store">, reader: Reader): Promise<ShownSetUp> {
  const { setUp } = await findKeptForum(reader);
  const { done, skipped, finishedAt } = setUp ?? newSetUp;
  return {
    done,
    skipped,
    finishedAt,
    isFinished: await isSetUp(reader),
    open: setUpSteps.filter((step) => !done.includes(step) && !skipped.includes(step)),
    left: await leftIn(reader),
    model: {
      canTry: context.modelForum !== null && (await isEmptyForum(reader)),
      canClear: (await untouchedModel(reader)) !== null,
      filling: fillingOf(context.store),
    },
  };
}

async function leftIn(reader: Reader): Promise<ShownSetUp["left"]> {
  const { calendar } = await findKeptForum(reader);
  const secretariat = (await reader.list("participants", { role: "secretariat" })).filter(isActive);
  const missing: Readonly<Record<ShownSetUp["left"][number], boolean>> = {
    organisations: (await reader.count("organisations", {})) === 0,
    people: (await reader.count("participants", { state: "active" })) < 2,
    document: (await reader.count("documents", {})) === 0,
    draft: (await reader.count("versions", { state: "published" })) === 0,
    calendar: calendar.length === 0,
    "own-address": secretariat.some(({ email }) => email === null),
  };
  return (Object.keys(missing) as ShownSetUp["left"]).filter((one) => missing[one]);
}

/** The defaults of a new forum. It is closed to the public until its secretariat opens it. */
const newForum: KeptForum = {
  id: "forum",
  name: "Forum",
  shortName: "Forum",
  description: "",
  audience: "participants",
  sources: "shown",
  calendar: [],
  setUp: newSetUp,
};

/** The only participant of a new forum. They can sign in only with a link that is printed once. */
const firstParticipant: Participant = {
  id: "secretariat",
  name: "Secretariat",
  email: null,
  organisationId: null,
  group: "other",
  role: "secretariat",
};

/** Creates a forum with only its secretariat in an empty store, and returns whether it did. */
export async function setUpForum(
  context: Context,
  settings: Partial<Pick<Forum, "jurisdiction">> = {},
): Promise<boolean> {
  const forum = { ...newForum, ...settings };
  return context.store.transact(async (writer) => {
    if ((await writer.count("forum", {})) > 0) return false;
    await writer.put("forum", forum);
    await storeParticipant(writer, forum, firstParticipant);
    await writer.append(forumSeeded(forum, context.now().toISOString()));
    return true;
  });
}

/** Returns the event of a forum's creation. */
export function forumSeeded(forum: Forum, at: string): NewEvent {
  return {
    at,
    actor: null,
    onBehalfOf: null,
    kind: "forum-seeded",
    documentId: null,
    subject: { collection: "forum", id: forum.id },
    before: null,
    after: forum,
  };
}
