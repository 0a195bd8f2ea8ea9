import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { checkRecords } from "../../../server/services/forum/backup.ts";
import { looking } from "../../../server/services/forum/damage-report.ts";
import { KnownDamage } from "../../../server/services/kernel/damage.ts";
import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import type { Store, StoreFault } from "../../../server/store/store.ts";
import { fillPlace } from "../../attack/audit-attacks.ts";
import { readPlace, writePlace } from "../../attack/stored-data.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";
import { firstDraft, openForum, secondDraft, type TestForum } from "../../support/forum.ts";

const folder = scratchFolder();
const { signal } = new AbortController();
const hour = 3_600_000;
let store: Store;
let forum: TestForum;

beforeAll(async () => {
  store = await openLowdbStore({ folder });
  forum = await openForum({}, store);
  for (const [index, draft] of [firstDraft, secondDraft].entries()) await forum.publish(String(index + 1), draft);
});

afterAll(() => store.close());

/** Returns the files of the first draft: its text and its original. */
async function filesOfDraft(): Promise<string[]> {
  const version = await store.read((reader) => reader.get("versions", "version-1"));
  if (!version) throw new Error("There is no draft");
  return [
    path.join(folder, "contents", `${version.contentHash}.json`),
    path.join(folder, "originals", version.source.hash),
  ];
}

/** Checks that can be run by hand, at a time in hours, with what they reported. */
function checks(): { look: (hours: number) => Promise<[string, string][]> } {
  let time = 0;
  let reported: [string, string][] = [];
  const note = (what: string) => (fault: StoreFault) =>
    reported.push([what, `${fault.code} ${String(fault.params["file"])}`]);
  const context = { ...forum.context, now: () => new Date(time) };
  const look = looking(context, [(aborted) => store.checkBodies(aborted)], {
    found: note("found"),
    repaired: note("repaired"),
  });
  return {
    async look(hours) {
      reported = [];
      time = hours * hour;
      await look(signal);
      return reported;
    },
  };
}

test("finds damaged and missing files of a running server, and reports each once", async () => {
  const [text = "", original = ""] = await filesOfDraft();
  const { look } = checks();
  expect(await look(0)).toEqual([]);
  const [before, bytes] = [readFileSync(text), readFileSync(original)];
  writeFileSync(text, before.toString().replace("meetings", "weddings"));
  rmSync(original);
  expect(await look(1)).toEqual([]);
  expect(await look(25)).toEqual([
    ["found", `body-damaged ${text}`],
    ["found", `body-missing ${original}`],
  ]);
  expect(await look(26)).toEqual([]);
  expect(forum.context.damage.faults).toHaveLength(2);

  writeFileSync(text, before);
  writeFileSync(original, bytes);
  expect(await look(27)).toEqual([
    ["repaired", `body-damaged ${text}`],
    ["repaired", `body-missing ${original}`],
  ]);
  expect(forum.context.damage.faults).toEqual([]);
});

test("takes over what other checks find until they find it no longer", async () => {
  const row: StoreFault = { code: "row-damaged", params: { table: "documents", id: "opinion-5" } };
  let faults = [row];
  let time = 0;
  const reports: string[] = [];
  const note = (what: string) => () => reports.push(what);
  const context = { ...forum.context, now: () => new Date(time) };
  const look = looking(context, [() => Promise.resolve(faults)], { found: note("found"), repaired: note("repaired") });
  await look(signal);
  expect(forum.context.damage.faults).toEqual([row]);
  [faults, time] = [[], 25 * hour];
  await look(signal);
  expect([forum.context.damage.faults, reports]).toEqual([[], ["found", "repaired"]]);
});

test("a check of files ends when the server stops", async () => {
  await expect(store.checkBodies(AbortSignal.abort(new Error("stops")))).rejects.toThrow("stops");
});

test("a record that was changed by hand is among what the check beside a running server finds", async () => {
  const { place: attacked } = await fillPlace(path.join(folder, "attacked"));
  const stored = await readPlace(attacked);
  stored.rows.set("dispositions", []);
  await writePlace(attacked, stored);
  const opened = await openLowdbStore({ folder: attacked });
  const context = { ...forum.context, damage: new KnownDamage(), store: opened, now: () => new Date(0) };
  const found: string[] = [];
  const report = { found: ({ code }: StoreFault) => found.push(code), repaired: () => undefined };
  await looking(context, [(aborted) => checkRecords({ store: opened }, aborted)], report)(signal);
  await opened.close();
  expect(found).toEqual(["record-missing"]);
});
