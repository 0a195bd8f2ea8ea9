import { cpSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { emptyHead } from "../../server/core/audit/chain-line.ts";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pino from "pino";
import { backUp, restore, verify } from "../../server/cli/backup.ts";
import { listenForCommands } from "../../server/cli/command-socket.ts";
import { createCommandApp } from "../../server/http/app.ts";
import { createContext } from "../../server/services/create-context.ts";
import { backupLines } from "../../server/store/backup-file.ts";
import { withSortedFields } from "../support/sorted-fields.ts";
import { rowCollections } from "../../server/store/collections.ts";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import { passingCollections } from "../../server/store/passing-rows.ts";
import type { Store } from "../../server/store/store.ts";
import { verifyStore } from "../../server/services/forum/backup.ts";
import { newFolder } from "../store/lowdb/document-folder.ts";
import { filledServer } from "../http/api/filled-server.ts";

/** A data folder with a document in 2 drafts, 2 comments, a session and a one-time link. */
let source: string;

const environment = { PATH: "" };
const at = "2013-02-06T00:00:00.000Z";

beforeAll(async () => {
  source = newFolder();
  cpSync(path.join(__dirname, "../../fixtures/data-folders/form-3"), source, { recursive: true });
  const store = await openLowdbStore({ folder: source });
  const { id } = (await store.read((reader) => reader.list("participants")))[0]!;
  await store.transact(async (writer) => {
    const [participantId, expiresAt] = [id, "2099-01-01T00:00:00.000Z"];
    await writer.put("sessions", { id: "session", participantId, createdAt: at, expiresAt });
    await writer.put("invitations", { id: "invitation", participantId, createdAt: at, expiresAt });
    const by = { at, actor: id, onBehalfOf: null, documentId: null };
    const subject = { collection: "sessions", id: "session" } as const;
    await writer.append({ ...by, kind: "signed-in", subject, before: null, after: null });
  });
  await store.close();
});

/** Returns everything in a store, except what a restore leaves out, and the event that says so. */
async function everythingIn(store: Store): Promise<string[]> {
  return store.read(async (reader) => {
    const lines: string[] = [];
    for await (const line of backupLines(reader, at)) lines.push(line);
    return lines
      .filter(
        (line) =>
          !/^(?:\["(?:sessions|invitations|signIn\w+|providerSignIns|passkeyChallenges|emailChanges)"|\{"end")/u.test(
            line,
          ),
      )
      .filter((line) => !line.includes('"kind":"forum-restored"'))
      .map(withSortedFields)
      .toSorted();
  });
}

async function contentOfFolder(folder: string): Promise<string[]> {
  const store = await openLowdbStore({ folder });
  try {
    return await everythingIn(store);
  } finally {
    await store.close();
  }
}

const newFile = (): string => path.join(newFolder(), "forum.backup");

test("a backup that is restored gives the same forum, in which nobody is signed in", async () => {
  const [file, target] = [newFile(), path.join(newFolder(), "restored")];
  expect(await backUp(environment, file, { data: source })).toMatch(
    /^\S+: \d+ events, \d+ records, \d+ texts and files\.\n$/u,
  );
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(await restore(environment, file, { data: target })).toContain("Everybody must sign in again.");
  expect(await contentOfFolder(target)).toEqual(await contentOfFolder(source));
  const store = await openLowdbStore({ folder: target });
  const tokens = await store.read(async (reader) => [await reader.list("sessions"), await reader.list("invitations")]);
  expect(tokens).toEqual([[], []]);
  expect((await verifyStore({ store })).faults).toEqual([]);
  await store.close();
});

test("a backup is made while the server runs, and holds what was acknowledged before", async () => {
  const folder = newFolder();
  await restore(environment, await backedUp(source), { data: path.join(folder, "data") });
  const data = path.join(folder, "data");
  const store = await openLowdbStore({ folder: data });
  const stop = await listenForCommands(
    createCommandApp({ context: createContext(store), logger: pino({ level: "silent" }) }),
    data,
    (error) => expect(error).toBeNull(),
  );
  const output: string[] = [];
  const terminal = { environment, write: (text: string | Uint8Array) => void output.push(String(text)) };
  await verify({ ...terminal, writeError: () => undefined, reportProgress: null }, { data, format: "text" });
  expect(output.join("")).toContain("is in order");
  const expected = await everythingIn(store);
  const file = await backedUp(data);
  await stop(0);
  await store.close();
  await restore(environment, file, { data: path.join(folder, "copy") });
  expect(await contentOfFolder(path.join(folder, "copy"))).toEqual(expected);
});

async function backedUp(data: string): Promise<string> {
  const file = newFile();
  await backUp(environment, file, { data });
  return file;
}

test("a backup never replaces a file", async () => {
  const file = newFile();
  writeFileSync(file, "mine");
  await expect(backUp(environment, file, { data: source })).rejects.toThrow("exists already");
  expect(readFileSync(file, "utf8")).toBe("mine");
});

test("a backup is restored only into an empty folder", async () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, "notes.txt"), "mine");
  await expect(restore(environment, await backedUp(source), { data: folder })).rejects.toMatchObject({
    code: "not-empty",
  });
  expect(readdirSync(folder)).toEqual(["notes.txt"]);
});

test.each<[string, (file: string) => void, string]>([
  ["cut off", (file) => truncateSync(file, statSync(file).size - 200), "not a whole compressed file"],
  [
    "without its last lines",
    (file) => rewrite(file, (lines) => lines.slice(0, -3)),
    "is incomplete: it ends after line",
  ],
  [
    "with a changed word",
    (file) => rewrite(file, (lines) => lines.map((line) => line.replace("shall", "small"))),
    "damaged",
  ],
  ["with a line removed", (file) => rewrite(file, (lines) => lines.toSpliced(5, 1)), "damaged"],
  ["of another kind", (file) => writeFileSync(file, gzipSync("a letter\n")), "is not a backup"],
  ["that is not compressed", (file) => writeFileSync(file, "a letter"), "not a whole compressed file"],
])("a file %s is refused, and nothing stays in the folder", async (_what, damage, reason) => {
  const file = await backedUp(source);
  damage(file);
  const folder = newFolder();
  await expect(restore(environment, file, { data: folder })).rejects.toThrow(reason);
  expect(readdirSync(folder)).toEqual([]);
});

function rewrite(file: string, change: (lines: string[]) => string[]): void {
  const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split("\n");
  writeFileSync(file, gzipSync(`${change(lines).join("\n")}\n`));
}

test("a missing file is named", async () => {
  const file = path.join(newFolder(), "none.backup");
  await expect(restore(environment, file, { data: newFolder() })).rejects.toThrow(file);
});

describe("verify", () => {
  let folder: string;
  let output: string;
  const check = async (): Promise<void> => {
    output = "";
    const write = (text: string | Uint8Array): void => void (output += String(text));
    await verify({ environment, write, writeError: write, reportProgress: null }, { data: folder, format: "text" });
  };
  beforeEach(async () => {
    folder = path.join(newFolder(), "data");
    await restore(environment, await backedUp(source), { data: folder });
  });

  test("counts what it found in order, and changes nothing", async () => {
    const before = readdirSync(folder, { recursive: true }).toSorted();
    await check();
    expect(output).toMatch(/ is in order: \d+ events, \d+ texts and files\.\n$/u);
    expect(existsSync(path.join(folder, "aside"))).toBe(false);
    expect(before.every((name) => existsSync(path.join(folder, String(name))))).toBe(true);
  });

  test("names every damaged file", async () => {
    const [text = "", other = ""] = readdirSync(path.join(folder, "contents"));
    const [original = ""] = readdirSync(path.join(folder, "originals"));
    const files = [path.join("contents", text), path.join("contents", other), path.join("originals", original)];
    for (const file of files) writeFileSync(path.join(folder, file), "x");
    const failed = await check().catch((error: unknown) => String(error));
    expect(failed).toContain("3 faults found in");
    for (const file of files) expect(failed).toContain(`${file} is not as it was stored.`);
  });

  test("checks the other files although the snapshot is damaged", async () => {
    const snapshot = path.join(folder, "snapshot.jsonl");
    writeFileSync(snapshot, readFileSync(snapshot, "utf8").replace("Thanks", "Thinks"));
    const [original = ""] = readdirSync(path.join(folder, "originals"));
    writeFileSync(path.join(folder, "originals", original), "x");
    const failed = await check().catch((error: unknown) => String(error));
    expect(failed).toContain("2 faults found in");
    expect(failed).toContain("snapshot.jsonl is damaged in line");
    expect(failed).toContain(`${original} is not as it was stored.`);
  });

  test("names the form of a folder that is not migrated yet, and does not migrate it", async () => {
    folder = path.join(newFolder(), "earlier");
    cpSync(path.join(__dirname, "../../fixtures/data-folders/form-2"), folder, { recursive: true });
    await expect(check()).rejects.toThrow("has the earlier format 2");
    expect(readdirSync(folder)).not.toContain("form-2");
  });

  test("names a value that refers to one that does not exist", async () => {
    const store = await openLowdbStore({ folder });
    const [annotation] = await store.read((reader) => reader.list("annotations"));
    await store.transact(async (writer) => {
      await writer.remove("versions", annotation!.versionId);
      const [event] = await writer.events({ after: 0, limit: 1 });
      await writer.append(event!);
    });
    await store.close();
    await expect(check()).rejects.toThrow(`annotations/${annotation!.id} refers to versions/${annotation!.versionId}`);
  });
});

test("a forum with values of every kind is restored from one store to another, and all its references hold", async () => {
  const { store } = (await filledServer("public")).forum.context;
  await store.transact(async (writer) => {
    const [participant] = await writer.list("participants");
    const own = { id: participant!.id, participantId: participant!.id };
    const others = ["invitations", "identities", "passkeys", "tokens", "preferences"] as const;
    for (const collection of [...others, ...passingCollections]) {
      await writer.put(collection, own as never);
    }
    await writer.put("publishedHeads", { id: "private", at, ...emptyHead });
    const [event] = await writer.events({ after: 0, limit: 1 });
    await writer.append(event!);
  });
  const file = newFile();
  const lines: string[] = [];
  await store.read(async (reader) => {
    for await (const line of backupLines(reader, at)) lines.push(line);
  });
  writeFileSync(file, gzipSync(lines.join("")));
  const folder = path.join(newFolder(), "data");
  await restore(environment, file, { data: folder });
  expect(await contentOfFolder(folder)).toEqual(await everythingIn(store));
  const restored = await openLowdbStore({ folder });
  expect((await verifyStore({ store: restored })).faults).toEqual([]);
  await restored.close();
  const kinds = new Set(lines.map((line) => /^\["(?<kind>\w+)"/u.exec(line)?.groups?.["kind"]));
  const without = rowCollections.filter((collection) => !kinds.has(collection));
  expect(without).toEqual([]);
});
