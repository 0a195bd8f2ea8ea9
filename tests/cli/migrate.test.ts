import { cpSync, existsSync } from "node:fs";
import path from "node:path";
import { backUp, migrate, restore, verify } from "../../server/cli/forum/backup.ts";
import { errorMessage } from "../../server/cli/output/error-message.ts";
import { openStore, type Place } from "../../server/cli/forum/open-store.ts";
import { runCommandLine } from "../../server/cli/command-line.ts";
import { backupLines } from "../../server/store/backup-file.ts";
import { withSortedFields } from "../support/sorted-fields.ts";
import { allFeatures } from "../../server/store/postgres/postgres.ts";
import { onDatabase, postgresForTests } from "../support/postgres.ts";
import { sourceServers } from "../support/source-server.ts";
import { newFolder } from "../store/lowdb/document-folder.ts";

const postgres = postgresForTests();
const { started } = sourceServers();
const at = "2013-02-06T00:00:00.000Z";
const quiet = { warn: () => undefined };

/** Returns a data folder with a document in 2 drafts, 2 comments, and a session. */
async function filledFolder(): Promise<string> {
  const folder = newFolder();
  cpSync(path.join(__dirname, "../../fixtures/data-folders/form-3"), folder, { recursive: true });
  const store = await openStore(folder, quiet);
  await store.transact(async (writer) => {
    const { id } = (await writer.list("participants"))[0]!;
    await writer.put("sessions", {
      id: "session",
      participantId: id,
      createdAt: at,
      expiresAt: "2099-01-01T00:00:00Z",
    });
    const subject = { collection: "sessions", id: "session" } as const;
    await writer.append({
      at,
      actor: id,
      onBehalfOf: null,
      documentId: null,
      kind: "signed-in",
      subject,
      before: null,
      after: null,
    });
  });
  await store.close();
  return folder;
}

async function contentOf(place: Place): Promise<string[]> {
  const store = await openStore(place, quiet);
  const lines: string[] = [];
  await store.read(async (reader) => {
    for await (const line of backupLines(reader, at)) lines.push(line);
  });
  await store.close();
  // The last line has a checksum of all lines in their order.
  return lines.slice(0, -1).map(withSortedFields).toSorted();
}

const placeAt = (url: string): Place => ({ url, features: allFeatures });
const never = new Error("It was not refused");
const refusalOf = (work: Promise<unknown>): Promise<string> => work.then(() => Promise.reject(never), errorMessage);

(postgres ? describe : describe.skip)("a forum in a database", () => {
  test("moves from a folder to a database and back without loss", async () => {
    const [folder, url, back] = [await filledFolder(), await postgres!.create(), path.join(newFolder(), "back")];
    expect(await migrate({}, url, { data: folder })).toMatch(/^Copied \S+ to \S+: \d+ events/u);
    expect(await contentOf(placeAt(url))).toEqual(await contentOf(folder));
    await migrate({ DATABASE_URL: url }, back, {});
    expect(await contentOf(back)).toEqual(await contentOf(folder));
  });

  test("does not move to a place that is not empty, which stays as it was", async () => {
    const [folder, url] = [await filledFolder(), await postgres!.empty()];
    await migrate({}, url, { data: folder });
    const before = await contentOf(placeAt(url));
    expect(await refusalOf(migrate({}, url, { data: folder }))).toContain("is not empty");
    expect(await refusalOf(migrate({ DATABASE_URL: url }, folder, {}))).toContain("is not empty");
    expect(await contentOf(placeAt(url))).toEqual(before);
  });

  test("does not move from or to a database that servers use, until they are stopped", async () => {
    const [folder, url, empty] = [await filledFolder(), await postgres!.empty(), await postgres!.empty()];
    await migrate({}, url, { data: folder });
    const back = path.join(newFolder(), "back");
    const servers = await Promise.all([url, empty].map((one) => openStore(placeAt(one), quiet)));
    for (const { counts } of servers) await counts?.hold("servers", 1);
    const { child, ended } = await started({ DATABASE_URL: url });
    const two = await refusalOf(migrate({ DATABASE_URL: url }, back, {}));
    expect(two).toMatch(/^2 servers use the database .*A server that was killed counts for a minute\.$/u);
    expect(existsSync(back)).toBe(false);
    expect(await refusalOf(migrate({}, empty, { data: folder }))).toMatch(/^1 server uses the database/u);
    for (const server of servers) await server.close();
    expect(await refusalOf(migrate({ DATABASE_URL: url }, back, {}))).toMatch(/^1 server uses the database/u);
    child.kill("SIGTERM");
    await ended;
    await migrate({ DATABASE_URL: url }, empty, {});
    expect(await contentOf(placeAt(empty))).toEqual(await contentOf(placeAt(url)));
  });

  test("is backed up, checked, and restored to another database", async () => {
    const [folder, url, other] = [await filledFolder(), await postgres!.empty(), await postgres!.empty()];
    await migrate({}, url, { data: folder });
    const file = path.join(newFolder(), "forum.backup");
    await backUp({ DATABASE_URL: url }, file, {});
    expect(await restore({ DATABASE_URL: other }, file, {})).toContain("Everybody must sign in again.");
    const withoutSessions = (await contentOf(folder)).filter((line) => !line.startsWith('["sessions"'));
    const restored = await contentOf(placeAt(other));
    expect(restored.filter((line) => !line.includes('"kind":"forum-restored"'))).toEqual(withoutSessions);
    let printed = "";
    const terminal = {
      environment: { DATABASE_URL: other },
      write: (text: string | Uint8Array) => void (printed += String(text)),
    };
    await verify({ ...terminal, writeError: () => undefined, reportProgress: null }, { format: "text" });
    expect(printed).toContain("is in order");
    await onDatabase(other, `delete from events where seq = 2`);
    await onDatabase(other, `update contents set value = value || ' '`);
    const found = await refusalOf(
      verify({ ...terminal, writeError: () => undefined, reportProgress: null }, { format: "text" }),
    );
    expect(found).toContain("Events 2 to 2 are missing.");
    expect(found).toContain("of the table contents is not as it was stored");
  });

  test("is what commands work on if DATABASE_URL is set, and --data names no folder", async () => {
    const [folder, url] = [await filledFolder(), await postgres!.empty()];
    await migrate({}, url, { data: folder });
    const run = async (environment: Record<string, string>, ...args: string[]) => {
      let printed = "";
      const write = (text: string | Uint8Array): void => void (printed += String(text));
      await runCommandLine(args, { environment, write, writeError: write, reportProgress: null });
      return printed;
    };
    const people = await run({}, "people", "list", "--data", folder);
    expect(people).toContain("secretariat");
    expect(await run({ DATABASE_URL: url }, "people", "list")).toBe(people);
    expect(await run({ DATABASE_URL: url }, "people", "list", "--data", "/nowhere")).toContain(
      "There is no data folder",
    );
  });

  test("is not opened with a wrong database, and no message shows the password", async () => {
    const url = new URL(await postgres!.create());
    url.password = "secret";
    const missing = new URL(url);
    missing.pathname = "/none";
    await onDatabase(url.href, "create table events (id integer)");
    for (const [one, text] of [
      [missing, "There is no database"],
      [url, "already has a table “events” of another program"],
    ] as const) {
      const message = await refusalOf(openStore(placeAt(one.href), quiet));
      expect(message).toContain(text);
      expect(message).not.toContain("secret");
    }
  });
});
