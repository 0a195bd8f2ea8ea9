import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { emptyHead } from "../../server/core/audit/chain-line.ts";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pino from "pino";
import { backUp, restore, verify } from "../../server/cli/forum/backup.ts";
import { listenForCommands, socketPathOf } from "../../server/cli/forum/command-socket.ts";
import { createCommandApp } from "../../server/cli/forum/command-app.ts";
import { createContext } from "../../server/services/create-context.ts";
import { type BackupFacts, backupLines, recordedFacts } from "../../server/store/backup-file.ts";
import { withSortedFields } from "../support/sorted-fields.ts";
import { readFolder, readUnlocked } from "../../server/store/lowdb/read-folder.ts";
import { rowCollections } from "../../server/store/collections.ts";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import { passingCollections } from "../../server/store/passing-rows.ts";
import type { Store } from "../../server/store/store.ts";
import type { DeskEntry } from "#core/outcome/desk-entry.ts";
import type { Announcement } from "#core/discuss/announcement.ts";
import { emptyInbox } from "../../server/services/inbox/state.ts";
import { newMailing } from "../../server/services/mailing/mailing.ts";
import { verifyStore } from "../../server/services/forum/backup.ts";
import { makeDocument, newFolder, reopened } from "../store/lowdb/document-folder.ts";
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
          !/^(?:\["(?:sessions|invitations|webhooks|deliveries|signIn\w+|providerSignIns|passkeyChallenges|emailChanges|mails|mailedReplies|deskVisits)"|\{"end")/u.test(
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

/** Answers a backup over a folder's socket with one line, and then ends as a server that is killed. */
async function dyingServer(data: string): Promise<Server> {
  const server = createServer((_request, response) => {
    response.write('{"backup":2}\n', () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(socketPathOf(data), resolve));
  return server;
}

test("a backup whose server ends fails, and leaves neither a file nor a lock", async () => {
  const data = newFolder();
  cpSync(source, data, { recursive: true });
  const server = await dyingServer(data);
  const file = newFile();
  const failed = backUp(environment, file, { data }).finally(() => server.close());
  await expect(failed).rejects.toMatchObject({ code: "cli-backup-server-ended" });
  expect(readdirSync(path.dirname(file))).toEqual([]);
  expect(readdirSync(data)).not.toContain("lock");
});

test("a server can start and write while its folder is backed up, and the backup is of the state before", async () => {
  const data = newFolder();
  cpSync(source, data, { recursive: true });
  const before = await contentOfFolder(data);
  const lines: string[] = [];
  await readUnlocked(data, async (reader) => {
    await reopened(data, (store) => makeDocument(store, "later"));
    for await (const line of backupLines(reader, at)) lines.push(line);
  });
  expect(lines.join("")).not.toContain('"later"');
  expect(lines.map(withSortedFields)).toEqual(expect.arrayContaining(before));
});

test("a folder is not read beside the process that uses it", async () => {
  const store = await openLowdbStore({ folder: source });
  await expect(backUp(environment, newFile(), { data: source })).rejects.toMatchObject({ code: "in-use" });
  await store.close();
});

describe("a backup of too little is refused, and leaves no file", () => {
  /** Writes a backup of some events and texts beside a file, as one of last night. */
  async function earlierBeside(file: string, last: Partial<BackupFacts>): Promise<void> {
    const facts = await recordedFacts(linesIn(await backedUp(source)));
    const end = JSON.stringify({ end: { ...facts, ...last }, sha256: "" });
    writeFileSync(path.join(path.dirname(file), "last.backup"), gzipSync(`{"backup":2}\n${end}\n`));
  }

  test("from a folder in which no store was ever opened, which stays as it was", async () => {
    const [data, file] = [newFolder(), newFile()];
    writeFileSync(path.join(data, "notes.txt"), "mine");
    const refused = { code: "cli-backup-empty" };
    await expect(backUp(environment, file, { data, allowSmaller: true })).rejects.toMatchObject(refused);
    expect([readdirSync(data), readdirSync(path.dirname(file))]).toEqual([["notes.txt"], []]);
  });

  test("from a store without a forum, unless it is allowed", async () => {
    const [data, file] = [newFolder(), newFile()];
    await reopened(data, () => Promise.resolve());
    await expect(backUp(environment, file, { data })).rejects.toMatchObject({ code: "cli-backup-empty" });
    expect(readdirSync(path.dirname(file))).toEqual([]);
    expect(await backUp(environment, file, { data, allowSmaller: true })).toContain("0 events");
  });

  test.each<[string, Partial<BackupFacts>]>([
    ["events", { events: 1000 }],
    ["texts and files", { bodies: 1000 }],
  ])("with fewer than half of the %s of the newest one beside it, unless it is allowed", async (_what, last) => {
    const file = newFile();
    await earlierBeside(file, last);
    await expect(backUp(environment, file, { data: source })).rejects.toMatchObject({ code: "cli-backup-smaller" });
    expect(readdirSync(path.dirname(file))).toEqual(["last.backup"]);
    await backUp(environment, file, { data: source, allowSmaller: true });
    expect(existsSync(file)).toBe(true);
  });

  test("but not beside a damaged one, or one that is up to twice as large", async () => {
    const file = newFile();
    const { events = 0 } = (await recordedFacts(linesIn(await backedUp(source)))) ?? {};
    await earlierBeside(file, { events: events * 2 });
    writeFileSync(path.join(path.dirname(file), "damaged.backup"), gzipSync('{"backup":2}\n["documents"'));
    await backUp(environment, file, { data: source });
    expect(existsSync(file)).toBe(true);
  });
});

// eslint-disable-next-line @typescript-eslint/require-await -- as a file is read
async function* linesIn(file: string): AsyncGenerator<string, undefined> {
  yield* gunzipSync(readFileSync(file)).toString().trimEnd().split("\n");
  return undefined;
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
  const { forum } = await filledServer("public");
  const { store } = forum.context;
  await store.transact(async (writer) => {
    const [participant] = await writer.list("participants");
    const own = { id: participant!.id, participantId: participant!.id };
    const others = ["invitations", "identities", "passkeys", "tokens", "preferences"] as const;
    for (const collection of [...others, ...passingCollections] as const) {
      await writer.put(collection, own as never);
    }
    await writer.put("mailings", await newMailing(forum.context, writer, { id: participant!.id, seq: 1 }));
    await writer.put("inboxes", emptyInbox(participant!.id));
    const [annotation] = await writer.list("annotations");
    await writer.put("deskEntries", { id: annotation!.id, documentId: annotation!.documentId } as DeskEntry);
    await writer.put("announcements", { id: "a1", at, versionId: null } as Announcement);
    await writer.put("followedClauses", { id: "v/c", documentIds: [], places: [], changes: [] });
    await writer.put("columnMappings", { id: "heads", columns: {} });
    await writer.put("cursors", { id: "mailings", seq: 1 });
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

test("a backup of the form before, in which events bound nothing, is bound by an event when it is restored", async () => {
  const folder = path.join(__dirname, "../../fixtures/data-folders/form-4");
  const { state } = (await readFolder(folder, () => Promise.resolve())).low.data;
  const view = state.view();
  const rows = rowCollections.flatMap((collection) => [...view.every(collection)].map((row) => [collection, row]));
  const texts = view.bodies("contents").map(({ id }) => {
    const text = readFileSync(path.join(folder, "contents", `${id}.json`), "utf8");
    return ["contents", JSON.parse(text) as object];
  });
  const files = view.bodies("originals").map(({ id }) => {
    return ["originals", { id, base64: readFileSync(path.join(folder, "originals", id)).toString("base64") }];
  });
  const events = view.events.list({ after: 0, limit: 100 }).map((event) => ["events", event]);
  const lines = [{ backup: 2, createdAt: at }, ...rows, ...texts, ...files, ...events].map(
    (value) => `${JSON.stringify(value)}\n`,
  );
  const counts = { values: rows.length, bodies: texts.length + files.length, events: events.length };
  const sha256 = createHash("sha256").update(lines.join("")).digest("hex");
  const file = newFile();
  writeFileSync(file, gzipSync([...lines, JSON.stringify({ end: { createdAt: at, ...counts }, sha256 })].join("")));
  const target = path.join(newFolder(), "data");
  await restore(environment, file, { data: target });
  const store = await openLowdbStore({ folder: target });
  expect((await verifyStore({ store })).faults).toEqual([]);
  const [last] = await store.read((reader) => reader.eventsBefore({ before: Infinity, limit: 1 }));
  expect([last?.kind, last?.audit.records?.length]).toEqual(["records-bound", rows.length + counts.bodies]);
  await store.close();
});
