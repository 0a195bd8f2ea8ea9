import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import pino from "pino";
import { openAccessLog } from "../../../server/cli/access-log.ts";
import { backUp } from "../../../server/cli/forum/backup.ts";
import { openMailFor } from "../../../server/cli/forum/open-forum.ts";
import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import { makeDocument, newFolder } from "./document-folder.ts";

const silent = pino({ level: "silent" });
let mask: number;
beforeAll(() => (mask = process.umask(0o022)));
afterAll(() => process.umask(mask));

/** Returns a data folder of an earlier version, whose files everybody may read. */
function readableFolder(): string {
  const folder = path.join(newFolder(), "data");
  cpSync(path.join(__dirname, "../../../fixtures/data-folders/form-3"), folder, { recursive: true });
  for (const name of ["", ...(readdirSync(folder, { recursive: true }) as string[])]) {
    const file = path.join(folder, name);
    chmodSync(file, statSync(file).isDirectory() ? 0o755 : 0o644);
  }
  return folder;
}

/** Lists the files and folders that anybody but their owner may use. */
function openToOthers(folder: string): string[] {
  return ["", ...(readdirSync(folder, { recursive: true }) as string[])].filter(
    (name) => (statSync(path.join(folder, name)).mode & 0o077) !== 0,
  );
}

test("only the owner can use the files of a forum, which earlier versions let everybody read", async () => {
  const data = readableFolder();
  const log = path.join(data, "access.log");
  writeFileSync(log, "", { mode: 0o644 });
  // Goes to the folder `aside`.
  writeFileSync(path.join(data, "contents", "stray"), "", { mode: 0o644 });
  const store = await openLowdbStore({ folder: data, snapshotAfter: 1 });
  const bytes = new TextEncoder().encode("an upload");
  await store.transact(async (writer) => {
    await writer.put("originals", { id: createHash("sha256").update(bytes).digest("hex"), bytes });
    const [event] = await writer.events({ after: 0, limit: 1 });
    await writer.append(event!);
  });
  await makeDocument(store, "one");
  await openAccessLog(log, silent);
  const mail = {
    smtpUrl: null,
    from: "a@example.org",
    dkim: null,
    replyAddress: null,
    authservId: null,
    outbox: path.join(data, "outbox"),
  };
  const { tasks, close } = await openMailFor({ mail }, silent);
  await tasks.sendMail({ to: "b@example.org", subject: "Letter", text: "Text" } as never);
  close();
  expect(openToOthers(data)).toEqual([]);
  await store.close();
  await backUp({}, path.join(data, "forum.backup"), { data });
  expect(openToOthers(data)).toEqual([]);
  for (const name of ["aside", "outbox", "snapshot.jsonl", "form-3"])
    expect([name, existsSync(path.join(data, name))]).toEqual([name, true]);
});
