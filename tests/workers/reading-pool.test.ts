import { readFileSync } from "node:fs";
import path from "node:path";
import { versionTextOf } from "#core/text/version-text.ts";
import { readRemarks } from "../../server/import/read-remarks.ts";
import { readDraft } from "../../server/import/read-draft.ts";
import { placeMarkedText } from "../../server/core/receive/place-marked-text.ts";
import { rankVersions } from "../../server/core/receive/rank-versions.ts";
import { readContributionFile } from "../../server/services/contributions/contribution-file.ts";
import { openReadingPool, type ReadingPool, type ReadingPoolOptions } from "../../server/workers/reading-pool.ts";

import { r } from "../import/docx/word-file.ts";
import { ins, markedOpinion } from "../support/marked-opinion.ts";

/** Worker threads run from source, as in `npm run dev`. */
const worker = new URL(`file://${process.cwd()}/server/workers/reading-worker.ts`);
const pools: ReadingPool[] = [];

function openPool(options: Partial<ReadingPoolOptions> = {}): ReadingPool {
  const pool = openReadingPool({ worker, execArgv: ["--import", "tsx"], longFrom: 0, ...options });
  pools.push(pool);
  return pool;
}

afterAll(() => Promise.all(pools.map((pool) => pool.close())));

const printed = readFileSync(path.join(__dirname, "../import/pdf/files/opinion-5.3.pdf"));

test("reads in a thread with the same result, without blocking the calling thread", async () => {
  const order: string[] = [];
  const read = openPool({ longFrom: Infinity })
    .readDraft(printed, { fileName: "a.pdf" })
    .finally(() => order.push("read"));
  await new Promise((resolve) => setImmediate(resolve));
  order.push("meanwhile");
  const here = await readDraft(printed, { fileName: "a.pdf" });
  const { value, notices } = await read;
  expect(order).toEqual(["meanwhile", "read"]);
  expect([value.draft.toJSON(), notices]).toEqual([here.value.draft.toJSON(), here.notices]);
});

test("rejects an unreadable file with its error code from the thread", async () => {
  const locked = readFileSync(path.join(__dirname, "../import/pdf/files/locked.pdf"));
  await expect(openPool().readDraft(locked, { fileName: "a.pdf" })).rejects.toMatchObject({ code: "encrypted" });
});

test("rejects a file that takes too long as too large", async () => {
  const pool = openPool({ longest: 1 });
  await expect(pool.readDraft(printed, { fileName: "a.pdf" })).rejects.toMatchObject({ code: "too-large" });
});

test("does not count the wait for a thread as reading time", async () => {
  const text = new TextEncoder().encode("considering\n\na) that the rest is open;");
  // A thread takes longer than this to start, but reads the text in a few milliseconds.
  const { value } = await openPool({ longest: 800 }).readDraft(text, { fileName: "a.txt" });
  expect(value.draft.textContent).toContain("that the rest is open");
});

test("reads or rejects a form in a thread with the same result as without one", async () => {
  const pool = openPool();
  const form = new TextEncoder().encode("Clause,Comment\n1.1,Too weak.\n");
  expect(await pool.readRemarks(form, "csv")).toEqual(await readRemarks(form, "csv"));
  await expect(pool.readRemarks(form, "jsonld")).rejects.toMatchObject({ code: "not-this-format" });
});

test("places marked text in a thread with the same result as without one", async () => {
  const received = await readContributionFile(
    { readDraft, readRemarks },
    markedOpinion({ a: `<w:p>${r("a) that many are ")}${ins("gravely ")}${r("concerned;")}</w:p>` }),
    "north.docx",
  );
  if (received.read.form !== "marked-text") throw new Error("Not a marked text");
  const { draft } = received.read;
  const version = { draft, text: versionTextOf(draft), json: draft.toJSON() as Record<string, unknown> };
  const dates = { from: "2013-01-01", to: "2013-12-31" };
  const terms = { handMarks: "none", unmarked: "none", dates } as const;
  const here = placeMarkedText(received.read, version, terms);
  expect(here.items.map(({ words }) => words)).toEqual(["gravely"]);
  expect(await openPool().placeMarkedText(received.read, version, terms)).toEqual(here);
});

test("ranks versions by similarity in a thread, without blocking the calling thread", async () => {
  const received = await readContributionFile(
    { readDraft, readRemarks },
    markedOpinion({ a: `<w:p>${r("a) that many are ")}${ins("gravely ")}${r("concerned;")}</w:p>` }),
    "north.docx",
  );
  if (received.read.form !== "marked-text") throw new Error("Not a marked text");
  const { read } = received;
  const other = versionTextOf((await readDraft(printed, { fileName: "a.pdf" })).value.draft);
  const versions = [other, versionTextOf(read.draft)];
  const order: string[] = [];
  const ranking = Promise.resolve(openPool().rankVersions(read, versions)).finally(() => order.push("ranked"));
  await new Promise((resolve) => setImmediate(resolve));
  order.push("meanwhile");
  expect(await ranking).toEqual(rankVersions(read, versions));
  expect((await ranking)[0]).toEqual({ at: 1, score: 1 });
  expect(order).toEqual(["meanwhile", "ranked"]);
});

test("rejects a file while too much waits, and reads it once there is room", async () => {
  const pool = openPool({ mostWaiting: printed.length * 1.5 });
  const first = pool.readDraft(printed, { fileName: "a.pdf" });
  await expect(pool.readDraft(printed, { fileName: "b.pdf" })).rejects.toMatchObject({ code: "server-busy" });
  await first;
  expect((await pool.readDraft(printed, { fileName: "b.pdf" })).value.format).toBe("pdf");
});

test("rejects a file being read as server-busy when closed", async () => {
  const pool = openPool();
  const given = expect(pool.readDraft(printed, { fileName: "a.pdf" })).rejects.toMatchObject({ code: "server-busy" });
  await pool.close();
  await given;
});
