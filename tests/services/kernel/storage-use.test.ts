import { CountedStorage, type StorageLimits } from "../../../server/services/kernel/storage-use.ts";
import { prepareVersion, discardVersion } from "../../../server/services/publication/upload.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import type { Reader, Store } from "../../../server/store/store.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum } from "../../support/forum.ts";
import { receive, sentFile } from "../contributions/sent-contribution.ts";

const none: StorageLimits = { person: 0, organisation: 0, forum: 0 };
const secretariat = asActor("secretariat");

/** A forum with one draft, whose files are limited in bytes. `lists` are the collections that were read as a whole. */
async function limited(limits: Partial<StorageLimits>) {
  const opened = await openForum();
  await opened.publish("1", firstDraft);
  const lists: string[] = [];
  const watched: Store = {
    ...opened.context.store,
    read: (look) =>
      opened.context.store.read((reader) => {
        const list: Reader["list"] = (collection, scope) => {
          lists.push(collection);
          return reader.list(collection, scope);
        };
        return look({ ...reader, list });
      }),
    transact: (work) => opened.context.store.transact(work),
    subscribe: (listener) => opened.context.store.subscribe(listener),
  };
  const storage = new CountedStorage(watched, { ...none, ...limits });
  const context: Context = { ...opened.context, storage };
  const forum: TestForum = { ...opened, context };
  return { forum, context, storage, lists };
}

const draft = (round: string, text = secondDraft) => ({
  document: "opinion-5",
  fileName: "draft.md",
  round,
  label: "Draft",
  date: "2013-03-01",
  bytes: new TextEncoder().encode(text),
});
const size = draft("2").bytes.length;
const stored = (): Promise<void> => Promise.resolve();
const first = new TextEncoder().encode(firstDraft).length;

test("rejects a draft that would not fit into the forum, and says how much is used", async () => {
  const { context } = await limited({ forum: first + size - 1 });
  await expect(prepareVersion(context, secretariat, draft("2"))).rejects.toMatchObject({
    code: "storage-full",
    params: { owner: "forum", used: 1, limit: 1, size: 1 },
  });
  expect(await context.store.read((reader) => reader.list("versions"))).toHaveLength(1);
});

test("rejects the second of two files that arrive together and fit only one by one", async () => {
  const { storage } = await limited({ forum: first + size });
  const file = { size, person: null, organisations: [] };
  const storing = (): Promise<string> => new Promise((resolve) => void setImmediate(() => resolve("stored")));
  const results = await Promise.allSettled([storage.admit(file, storing), storage.admit(file, storing)]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
});

test("a file that could not be stored takes no room", async () => {
  const { context, storage } = await limited({ forum: first + size });
  const failed = storage.admit({ size, person: null, organisations: [] }, () => Promise.reject(new Error("full disk")));
  await expect(failed).rejects.toThrow("full disk");
  await prepareVersion(context, secretariat, draft("2"));
});

test("a discarded draft makes room again", async () => {
  const { context } = await limited({ forum: first + size });
  const { version } = await prepareVersion(context, secretariat, draft("2"));
  await expect(prepareVersion(context, secretariat, draft("3"))).rejects.toMatchObject({ code: "storage-full" });
  await discardVersion(context, secretariat, { version: version.id });
  await prepareVersion(context, secretariat, draft("3"));
});

test("a received file counts for its receiver, and for the organisation that sent it", async () => {
  const { length } = sentFile();
  const person = await limited({ person: length });
  await receive(person.forum);
  const other = sentFile({}, { put: "others" });
  await expect(receive(person.forum, { bytes: other })).rejects.toMatchObject({
    code: "storage-full",
    params: { owner: "person" },
  });
  const organisation = await limited({ organisation: length });
  await receive(organisation.forum);
  await expect(receive(organisation.forum, { bytes: other })).rejects.toMatchObject({
    code: "storage-full",
    params: { owner: "organisation" },
  });
});

test("what was stored before the server started counts too", async () => {
  const { forum, context } = await limited({});
  await receive(forum);
  const storage = new CountedStorage(context.store, { ...none, person: sentFile().length });
  await expect(storage.admit({ size: 1, person: "secretariat", organisations: [] }, stored)).rejects.toMatchObject({
    code: "storage-full",
  });
  await storage.admit({ size: 1, person: "member", organisations: [] }, stored);
});

test("no upload reads whole collections once the files are counted", async () => {
  const { storage, lists } = await limited({ forum: 1_000_000 });
  await storage.count();
  expect(lists.splice(0).sort()).toEqual(["contributions", "forum", "versions"]);
  await storage.admit({ size: 1, person: null, organisations: [] }, stored);
  expect(lists).toEqual([]);
});

test("counts nothing without limits", async () => {
  const { storage, lists } = await limited({});
  await storage.count();
  await storage.admit({ size: 1e12, person: "member", organisations: ["north"] }, stored);
  expect(lists).toEqual([]);
});
