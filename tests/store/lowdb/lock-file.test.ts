import { spawnSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import type { StoreNotice } from "../../../server/store/lowdb/data-folder.ts";
import { journalLine } from "../../../server/store/lowdb/journal.ts";
import { FolderLockedError, LockLostError } from "../../../server/store/lowdb/lock-file.ts";
import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import { snapshotFile } from "../../../server/store/lowdb/snapshot-file.ts";
import { type Change, stateOf } from "../../../server/store/memory/state.ts";
import type { Store } from "../../../server/store/store.ts";
import { contentOf, newFolder, makeDocument, reopened } from "./document-folder.ts";

test("takes over the lock of a killed process", async () => {
  const folder = newFolder();
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  writeFileSync(path.join(folder, "lock"), `${String(dead)} 1 ${hostname()}\n`);
  await reopened(folder, (store) => makeDocument(store, "a"));
  expect(readdirSync(folder)).not.toContain("lock");
});

test("removes the files of processes that were killed while they locked the folder", async () => {
  const folder = newFolder();
  const dead = `${hostname()}.${String(spawnSync(process.execPath, ["-e", ""]).pid)}`;
  for (const name of [`lock.${dead}`, `lock.dead.${dead}`, `lock.${hostname()}.1`]) {
    writeFileSync(path.join(folder, name), "");
  }
  await reopened(folder, (store) => makeDocument(store, "a"));
  expect(readdirSync(folder).filter((name) => name.startsWith("lock"))).toEqual([`lock.${hostname()}.1`]);
});

test("ignores a lock whose process number was reused", async () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, "lock"), `${String(process.pid)} 1 ${hostname()}\n`);
  await reopened(folder, (store) => makeDocument(store, "a"));
});

test("respects the lock of another machine only while its holder renews it", async () => {
  const folder = newFolder();
  const lock = path.join(folder, "lock");
  writeFileSync(lock, "1 1 elsewhere\n");
  await expect(openLowdbStore({ folder })).rejects.toMatchObject({
    code: "in-use-elsewhere",
    params: { folder, process: "1", host: "elsewhere" },
  });
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(lock, longAgo, longAgo);
  await reopened(folder, (store) => makeDocument(store, "a"));
});

test.each(["", "x", "-1 1 elsewhere", "\0"])("takes over an old invalid lock (%j)", async (content) => {
  const folder = newFolder();
  const lock = path.join(folder, "lock");
  writeFileSync(lock, content);
  utimesSync(lock, new Date(0), new Date(0));
  await reopened(folder, (store) => makeDocument(store, "a"));
});

test("rejects a folder in use and names it in the error", async () => {
  const folder = newFolder();
  await reopened(folder, async () => {
    const second = openLowdbStore({ folder });
    await expect(second).rejects.toThrow(FolderLockedError);
    await expect(second).rejects.toMatchObject({ code: "in-use", params: { folder, process: String(process.pid) } });
  });
  await reopened(folder, (store) => makeDocument(store, "a"));
});

describe("a server that was paused while another took the folder over", () => {
  let folder: string;
  let paused: Store;
  let successor: Store;
  let losses: unknown[];
  beforeEach(async () => {
    folder = newFolder();
    losses = [];
    paused = await openLowdbStore({ folder, lost: (error) => losses.push(error) });
    await makeDocument(paused, "before");
    const lock = path.join(folder, "lock");
    writeFileSync(lock, "1 1 elsewhere\n");
    utimesSync(lock, new Date(0), new Date(0));
    successor = await openLowdbStore({ folder });
  });
  afterEach(() => Promise.all([paused.close(), successor.close()]));

  const kept = async (): Promise<string[]> => {
    await Promise.all([paused.close(), successor.close()]);
    return (await reopened(folder, contentOf)).documents.map(({ id }) => id);
  };

  test("writes nothing more, and learns that it must stop", async () => {
    await expect(makeDocument(paused, "late")).rejects.toThrow(LockLostError);
    expect(losses).toEqual([expect.objectContaining({ code: "lock-lost", params: { folder } })]);
    await expect(paused.read((reader) => reader.list("documents"))).rejects.toThrow(LockLostError);
    await makeDocument(successor, "after");
    expect(await kept()).toEqual(["after", "before"]);
  });

  test("leaves the lock to its successor", async () => {
    await paused.close();
    expect(readdirSync(folder)).toContain("lock");
    await makeDocument(successor, "after");
  });

  test("cannot put its snapshot in the place of its successor's", async () => {
    const snapshot = { state: stateOf({}, []), journal: 1 };
    const lost = (): Promise<void> => Promise.reject(new Error("lost"));
    await expect(snapshotFile(path.join(folder, "snapshot.jsonl"), lost).write(snapshot)).rejects.toThrow("lost");
    await makeDocument(successor, "after");
    expect(await kept()).toEqual(["after", "before"]);
  });

  test("adds lines that are not read, but kept aside", async () => {
    await makeDocument(successor, "after");
    const journal = path.join(folder, "journal-1.jsonl");
    const seen = readFileSync(journal, "utf8").split("\n").at(-2) ?? "";
    const stray = JSON.parse(seen.slice(seen.indexOf("{")).replaceAll('"before"', '"late"')) as Change;
    const late: Change = { ...stray, events: stray.events.map((event) => ({ ...event, seq: 2 })) };
    appendFileSync(journal, await journalLine(1, late));
    await successor.close();
    const notices: StoreNotice[] = [];
    successor = await openLowdbStore({ folder, notice: (notice) => notices.push(notice) });
    const aside = path.join(folder, "aside", "journal-1.jsonl.stray");
    expect(notices.map(({ code, params }) => [code, "kept" in params && params.kept])).toEqual([
      ["journal-stray", aside],
    ]);
    expect(readFileSync(aside, "utf8")).toContain('"late"');
    expect(readFileSync(journal, "utf8")).not.toContain('"late"');
    expect(await kept()).toEqual(["after", "before"]);
  });
});

test("removes the unfinished snapshot of a server that lost the folder, so that it cannot be put in place", async () => {
  const folder = newFolder();
  await reopened(folder, (store) => makeDocument(store, "a"));
  writeFileSync(path.join(folder, "snapshot.jsonl.0123456789ab.writing"), "");
  await reopened(folder, () => Promise.resolve());
  expect(readdirSync(folder).filter((name) => name.endsWith(".writing"))).toEqual([]);
});
