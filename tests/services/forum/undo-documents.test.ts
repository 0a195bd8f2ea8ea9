import {
  archiveDocument,
  changeDocument,
  createDocument,
  moveDocument,
  restoreDocument,
} from "../../../server/services/forum/document.ts";
import { getChanges, undoChange } from "../../../server/services/forum/changes.ts";
import { getEvents } from "../../../server/services/forum/events.ts";
import { getLibrary, getVersion } from "../../../server/services/forum/library.ts";
import { correctPublished, correctVersion } from "../../../server/services/publication/correction.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";
import { documentOf } from "../../store/document-event.ts";

const secretariat = asActor("secretariat");
const document = "opinion-5";
const version = "opinion-5@1";

async function filled(): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  for (const id of ["a", "b", "c"]) {
    const { position: _, ...rest } = documentOf(id);
    await createDocument(forum.context, secretariat, rest);
  }
  return forum;
}

const undo = ({ context }: TestForum, change: string | null, who = "secretariat") =>
  undoChange(context, asActor(who), { event: change ?? "" });

const order = async ({ context }: TestForum): Promise<string[]> =>
  (await getLibrary(context, secretariat, { size: 100 })).documents.map(({ id }) => id);

const kept = ({ context }: TestForum) => context.store.read((reader) => reader.get("documents", document));

test("undoes a change of a document, but not if the same field changed since", async () => {
  const forum = await filled();
  const before = await kept(forum);
  const { change } = await changeDocument(forum.context, secretariat, { document, symbol: "WTPF-13/5", title: "New" });
  const later = await changeDocument(forum.context, secretariat, { document, title: "Newer" });
  await expect(undo(forum, change)).rejects.toMatchObject({ code: "changed-since" });
  await undo(forum, later.change);
  await undo(forum, change);
  expect(await kept(forum)).toEqual(before);
});

test("undoes a move in one step, with all the documents that moved along", async () => {
  const forum = await filled();
  const before = await order(forum);
  const { change } = await moveDocument(forum.context, secretariat, { document: "c", position: 1 });
  expect(await order(forum)).not.toEqual(before);
  const { items } = await getChanges(forum.context, secretariat, { size: 1 });
  expect(items).toMatchObject([{ kind: "document-moved", subject: { id: "c" }, change }]);
  await undo(forum, change);
  expect(await order(forum)).toEqual(before);
});

test("undoes archiving and restoring", async () => {
  const forum = await filled();
  const archived = await archiveDocument(forum.context, secretariat, { document });
  const restored = await restoreDocument(forum.context, secretariat, { document });
  await undo(forum, restored.change);
  expect((await kept(forum))?.archivedAt).toBeDefined();
  await undo(forum, archived.change);
  expect((await kept(forum))?.archivedAt).toBeUndefined();
});

test("undoes a correction of a version, and keeps both on its record", async () => {
  const forum = await filled();
  const { context } = forum;
  const reason = "The cover says so.";
  const symbol = await correctPublished(context, secretariat, { version, symbol: "WTPF-13/5-E", reason });
  const label = await correctPublished(context, secretariat, { version, label: "First draft", reason });
  await undo(forum, symbol.undo);
  const { version: now } = await getVersion(context, asActor("public"), { version });
  expect(now).toMatchObject({ label: "First draft", corrections: [{ reason }, { reason }, { reason: "" }] });
  expect([now.symbol, now.corrections?.[2]?.before.symbol]).toEqual([undefined, "WTPF-13/5-E"]);
  await correctPublished(context, secretariat, { version, label: "Zero draft", reason });
  await expect(undo(forum, label.undo)).rejects.toMatchObject({ code: "changed-since" });
});

test("does not undo the correction of a draft in preparation, nor list it", async () => {
  const forum = await filled();
  const { context } = forum;
  const id = await forum.prepare("2", firstDraft);
  const { contentHash } = (await getVersion(context, secretariat, { version: id })).version;
  const correction = { kind: "name", clause: "title", clauseKind: "heading" } as const;
  await correctVersion(context, secretariat, { version: id, contentHash, correction });
  const event = await context.store.read(async (reader) =>
    reader.events({ after: (await reader.lastEvent()) - 1, limit: 1 }),
  );
  expect(event).toMatchObject([{ kind: "version-corrected" }]);
  await expect(undo(forum, event[0]?.id ?? null)).rejects.toMatchObject({ code: "not-found" });
  const { items } = await getChanges(context, secretariat, { size: 10 });
  expect(items).toEqual([]);
});

test("only the secretariat undoes a change of a document, and its readers learn of it", async () => {
  const forum = await filled();
  const { change } = await changeDocument(forum.context, secretariat, { document, title: "New" });
  await expect(undo(forum, change, "chair")).rejects.toMatchObject({ code: "not-allowed" });
  await undo(forum, change);
  const events = await getEvents(forum.context, asActor("member"), { document, limit: 100 });
  expect(events.slice(-2).map(({ kind }) => kind)).toEqual(["document-changed", "document-changed"]);
});
