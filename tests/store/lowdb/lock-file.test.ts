import { spawnSync } from "node:child_process";
import { utimesSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { FolderLockedError } from "../../../server/store/lowdb/lock-file.ts";
import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import { newFolder, makeDocument, reopened } from "./document-folder.ts";

test("takes over the lock of a killed process", async () => {
  const folder = newFolder();
  const dead = spawnSync(process.execPath, ["-e", ""]).pid;
  writeFileSync(path.join(folder, "lock"), `${String(dead)} 1 ${hostname()}\n`);
  await reopened(folder, (store) => makeDocument(store, "a"));
  expect(readdirSync(folder)).not.toContain("lock");
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
