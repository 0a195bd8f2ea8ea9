import { setImmediate } from "node:timers/promises";
import { rowCollections } from "../../../server/store/collections.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import { createContext } from "../../../server/services/create-context.ts";
import { createDocument } from "../../../server/services/forum/document.ts";
import { changeForum } from "../../../server/services/forum/forum-settings.ts";
import { getLibrary } from "../../../server/services/forum/library.ts";
import { clearModelForum, tryModelForum } from "../../../server/services/forum/model-forum.ts";
import { finishSetUp, getSetUp, markSetUpStep, setUpForum } from "../../../server/services/forum/set-up.ts";
import { addPerson } from "../../../server/services/people/people.ts";
import { changeProfile } from "../../../server/services/people/profile.ts";
import { resumeSession } from "../../../server/services/people/sessions.ts";
import { createLink, signIn } from "../../../server/services/people/sign-in.ts";
import { openMemoryStore } from "../../../server/store/memory/memory.ts";
import { asActor, openForum } from "../../support/forum.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";
import { writeSmallModel } from "../../support/small-model.ts";

const secretariat = asActor("secretariat");
const scratch = scratchFolder();

/** Opens a new forum with only its secretariat. */
async function openNew(): Promise<Context> {
  const context = createContext(openMemoryStore(), { modelForum: [writeSmallModel(scratch)] });
  await setUpForum(context);
  return context;
}

/** Returns everything that is stored, without the events. */
async function everything({ store }: Context): Promise<unknown> {
  return store.read(async (reader) =>
    Promise.all(rowCollections.map(async (collection) => [collection, await reader.list(collection)])),
  );
}

test("a new forum has five open steps, and lists what is left", async () => {
  const setUp = await getSetUp(await openNew(), secretariat);
  expect(setUp).toMatchObject({ isFinished: false, open: ["forum", "access", "groups", "people", "document"] });
  expect(setUp.left).toEqual(["organisations", "people", "document", "draft", "calendar", "own-address"]);
});

test("a forum stored before there was a set-up is finished", async () => {
  const { context } = await openForum();
  expect(await getSetUp(context, secretariat)).toMatchObject({ isFinished: true, model: { canTry: false } });
});

test.each([
  [
    "a second person",
    async (context: Context) => {
      await addPerson(context, secretariat, { name: "Ana", email: null, organisationId: null, role: "member" });
    },
  ],
  [
    "a document",
    async (context: Context) => {
      const document = { id: "a", title: "A", shortTitle: "A", kind: "other", relations: [] } as const;
      await createDocument(context, secretariat, { ...document, relations: [] });
    },
  ],
])("a forum with %s is set up, and its steps can still be done", async (_what, add) => {
  const context = await openNew();
  await add(context);
  expect(await getSetUp(context, secretariat)).toMatchObject({ isFinished: true, finishedAt: null });
  const marked = await markSetUpStep(context, secretariat, { step: "groups", state: "done" });
  expect(marked.open).toEqual(["forum", "access", "people", "document"]);
});

test("a step is done, skipped or open again, and the set-up ends once", async () => {
  const context = await openNew();
  await markSetUpStep(context, secretariat, { step: "forum", state: "done" });
  await markSetUpStep(context, secretariat, { step: "groups", state: "skipped" });
  await markSetUpStep(context, secretariat, { step: "groups", state: "done" });
  const marked = await markSetUpStep(context, secretariat, { step: "forum", state: "open" });
  expect(marked).toMatchObject({ done: ["groups"], skipped: [], finishedAt: null });
  const first = await finishSetUp(context, secretariat);
  expect(await finishSetUp(context, secretariat)).toEqual(first);
  expect(first.isFinished).toBe(true);
});

test("only the secretariat sees and starts the set-up", async () => {
  const context = await openNew();
  await expect(getSetUp(context, asActor("public"))).rejects.toMatchObject({ code: "not-signed-in" });
  await expect(tryModelForum(context, asActor("chair"))).rejects.toMatchObject({ code: "not-allowed" });
});

test("the model forum fills an empty forum and can be cleared without a trace", async () => {
  const context = await openNew();
  await changeForum(context, secretariat, { name: "Our Forum" });
  const before = await everything(context);
  const tried = await tryModelForum(context, secretariat);
  expect(tried.model).toEqual({ canTry: false, canClear: true, filling: null });
  const library = await getLibrary(context, secretariat, { size: 100 });
  expect(library.forum.name).toBe("The model");
  expect(library.documents).toMatchObject([{ versions: [{ annotationCount: 1 }] }]);
  const cleared = await clearModelForum(context, secretariat);
  expect(cleared.model).toEqual({ canTry: true, canClear: false, filling: null });
  expect(await everything(context)).toEqual(before);
});

test("steps of the set-up that were done or skipped stay so in the model forum", async () => {
  const context = await openNew();
  await markSetUpStep(context, secretariat, { step: "groups", state: "skipped" });
  const { skipped } = await getSetUp(context, secretariat);
  await tryModelForum(context, secretariat);
  expect(skipped).toEqual(["groups"]);
  expect((await getSetUp(context, secretariat)).skipped).toEqual(skipped);
});

test("tells how far the filling is, and refuses a second one meanwhile", async () => {
  const context = await openNew();
  const filled = tryModelForum(context, secretariat);
  const seen = [];
  while (seen.at(-1)?.done !== 2) {
    await setImmediate();
    const { filling } = (await getSetUp(context, secretariat)).model;
    if (filling && filling.of > 0) seen.push(filling);
  }
  expect(seen[0]).toEqual({ done: 0, of: 3 });
  await expect(tryModelForum(context, secretariat)).rejects.toMatchObject({ code: "wrong-state" });
  expect((await filled).model.canClear).toBe(true);
});

test("a filling that is stopped leaves the forum as it was, and can begin again", async () => {
  const context = await openNew();
  const before = await everything(context);
  const filled = tryModelForum(context, secretariat);
  while ((await getSetUp(context, secretariat)).model.filling === null) await setImmediate();
  await clearModelForum(context, secretariat);
  expect((await filled).model).toEqual({ canTry: true, canClear: false, filling: null });
  expect(await everything(context)).toEqual(before);
  expect((await tryModelForum(context, secretariat)).model.canClear).toBe(true);
});

test("people who existed before the model keep their ways to sign in, and adding one keeps it from nothing", async () => {
  const context = await openNew();
  await tryModelForum(context, secretariat);
  const at = "2013-02-06T12:00:00.000Z";
  const passkey = { name: "Key", host: "localhost", credentialId: "x", publicKey: "x", counter: 0, transports: [] };
  await context.store.transact(async (writer) => {
    for (const participantId of ["secretariat", "member"])
      await writer.put("passkeys", { ...passkey, id: participantId, participantId, createdAt: at, lastUsedAt: null });
    const subject = { collection: "participants", id: "secretariat" } as const;
    const by = { at, actor: "secretariat", onBehalfOf: null, documentId: null };
    await writer.append({ ...by, kind: "passkey-added", subject, before: null, after: { id: "secretariat" } });
  });
  await clearModelForum(context, secretariat);
  const kept = await context.store.read((reader) => reader.list("passkeys"));
  expect(kept.map(({ participantId }) => participantId)).toEqual(["secretariat"]);
});

test("a document with the id of a cleared one has no events of it", async () => {
  const context = await openNew();
  await tryModelForum(context, secretariat);
  await clearModelForum(context, secretariat);
  const document = { id: "opinion-5", title: "Ours", shortTitle: "Ours", kind: "opinion", relations: [] } as const;
  await createDocument(context, secretariat, { ...document, relations: [] });
  const events = await context.store.read((reader) => reader.events({ after: 0, limit: 100, documentId: "opinion-5" }));
  expect(events.map(({ kind }) => kind)).toEqual(["document-created"]);
});

test("the model forum cannot be tried in a forum that is not empty", async () => {
  const context = await openNew();
  const document = { id: "a", title: "A", shortTitle: "A", kind: "other" } as const;
  await createDocument(context, secretariat, { ...document, relations: [] });
  await expect(tryModelForum(context, secretariat)).rejects.toMatchObject({ code: "wrong-state" });
});

test("signing in does not keep the model from being cleared, but an addition does", async () => {
  const context = await openNew();
  await tryModelForum(context, secretariat);
  await signIn(context, asActor("public"), await createLink(context, { participant: "member" }));
  expect((await getSetUp(context, secretariat)).model.canClear).toBe(true);
  await addPerson(context, secretariat, { name: "Ana", email: null, organisationId: null, role: "member" });
  await expect(clearModelForum(context, secretariat)).rejects.toMatchObject({ code: "wrong-state" });
});

test("a renewed session and a changed setting of one's own do not keep the model from being cleared", async () => {
  const context = await openNew();
  const { session } = await signIn(
    context,
    asActor("public"),
    await createLink(context, { participant: "secretariat" }),
  );
  await tryModelForum(context, secretariat);
  const tomorrow = { ...context, now: () => new Date(Date.now() + 25 * 60 * 60 * 1000) };
  expect((await resumeSession(tomorrow, session)).renewed).not.toBeNull();
  await changeProfile(tomorrow, secretariat, { theme: "dark" });
  expect((await getSetUp(context, secretariat)).model.canClear).toBe(true);
});
