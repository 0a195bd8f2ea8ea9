import { readFileSync } from "node:fs";
import path from "node:path";
import { strToU8 } from "fflate";
import { versionTextOf } from "#core/text/version-text.ts";
import { parseDraft } from "#core/text/schema.ts";
import { fileTasks } from "../../server/services/kernel/file-tasks.ts";
import { shareJson } from "../../server/services/kernel/shared-json.ts";
import { openReadingPool, type ReadingPool, type ReadingPoolOptions } from "../../server/workers/reading-pool.ts";
import { p, r, wordFile } from "../import/docx/word-file.ts";
import { builtWorker } from "../support/built-programs.ts";
import { ins, markedOpinion } from "../support/marked-opinion.ts";

const pools: ReadingPool[] = [];
// Before the program is deleted: a thread that is starting still needs it.
afterAll(() => Promise.all(pools.map((pool) => pool.close())));
const worker = builtWorker("reading");
let usual: ReadingPool["files"] | undefined;

/** Opens a pool with these options, or returns the one with the usual ones. Each start of a thread takes long. */
function openPool(options?: Partial<ReadingPoolOptions>): ReadingPool["files"] {
  if (!options) return (usual ??= openPool({}));
  const pool = openReadingPool({ worker, ...options });
  pools.push(pool);
  return pool.files;
}

const printed = readFileSync(path.join(__dirname, "../import/pdf/files/opinion-5.3.pdf"));
const short = strToU8("considering\n\na) that the rest is open;");
const sent = markedOpinion({ a: `<w:p>${r("a) that many are ")}${ins("gravely ")}${r("concerned;")}</w:p>` });

/** Fails once code of this thread has read a file. */
jest.mock("../../server/import/read-draft.ts", () => {
  const actual: Record<string, unknown> = jest.requireActual("../../server/import/read-draft.ts");
  const readDraft = actual["readDraft"] as (...input: unknown[]) => unknown;
  return { ...actual, readDraft: (...input: unknown[]) => ((readHere += 1), readDraft(...input)) };
});
let readHere = 0;

test("reads every file in a thread, however short", async () => {
  const there = await openPool().readDraft(short, { fileName: "a.txt" });
  expect(readHere).toBe(0);
  expect(there).toEqual(await fileTasks.readDraft(short, { fileName: "a.txt" }));
  expect(readHere).toBe(1);
  expect(there).toMatchObject({ format: "text", clauseCount: 2, wordCount: 6 });
});

test("does not block the calling thread", async () => {
  const order: string[] = [];
  const read = openPool()
    .readDraft(printed, { fileName: "a.pdf" })
    .finally(() => order.push("read"));
  await new Promise((resolve) => setImmediate(resolve));
  order.push("meanwhile");
  expect(await read).toEqual(await fileTasks.readDraft(printed, { fileName: "a.pdf" }));
  expect(order).toEqual(["meanwhile", "read"]);
});

test("rejects an unreadable file with its error code from the thread", async () => {
  const locked = readFileSync(path.join(__dirname, "../import/pdf/files/locked.pdf"));
  await expect(openPool().readDraft(locked, { fileName: "a.pdf" })).rejects.toMatchObject({ code: "encrypted" });
});

test("rejects a file that takes too long as too large", async () => {
  const files = openPool({ limits: { longest: 1 } });
  await expect(files.readDraft(printed, { fileName: "a.pdf" })).rejects.toMatchObject({ code: "too-large" });
});

test("rejects a file that needs too much memory as too large, and reads the next", async () => {
  const files = openPool({ limits: { megabytes: 60 } });
  const large = wordFile({ body: p("word ").repeat(200_000) });
  await expect(files.readDraft(large, { fileName: "a.docx" })).rejects.toMatchObject({ code: "too-large" });
  expect((await files.readDraft(short, { fileName: "a.txt" })).clauseCount).toBe(2);
});

test("rejects a short file with a long text, and names the limits", async () => {
  const text = { clauses: 3, characters: 100 };
  const files = openPool({ limits: { text } });
  const refusal = { code: "too-long", params: text };
  const paragraphs = wordFile({ body: p("a").repeat(4) });
  await expect(files.readDraft(paragraphs, { fileName: "a.docx" })).rejects.toMatchObject(refusal);
  await expect(files.readContribution(paragraphs, "a.docx")).rejects.toMatchObject(refusal);
  await expect(files.readDraft(strToU8("a".repeat(101)), { fileName: "a.txt" })).rejects.toMatchObject(refusal);
  expect((await files.readDraft(wordFile({ body: p("a").repeat(3) }), { fileName: "a.docx" })).clauseCount).toBe(3);
});

test("does not count the wait for a thread as reading time", async () => {
  // A thread takes longer than this to start, but reads the text in a few milliseconds.
  const { draft } = await openPool({ limits: { longest: 800 } }).readDraft(short, { fileName: "a.txt" });
  expect(draft).toContain("that the rest is open");
});

test("reads or rejects a contribution in a thread with the same result as without one", async () => {
  const files = openPool();
  const form = strToU8("Clause,Comment\n1.1,Too weak.\n");
  expect(await files.readContribution(form, "a.csv")).toEqual(await fileTasks.readContribution(form, "a.csv"));
  await expect(files.readContribution(form, "a.docx")).rejects.toMatchObject({ code: "not-this-format" });
});

test("reads the rows of a table in a thread", async () => {
  const files = openPool();
  expect(await files.readRows(strToU8("\nname,role\nA,b\n"), [","], 1)).toEqual([[""], ["name", "role"], ["A", "b"]]);
  await expect(files.readRows(strToU8("name\nA\nB\n"), [","], 1)).rejects.toMatchObject({ code: "too-large" });
  await expect(files.readRows(strToU8("\n\n"), [","], 1)).rejects.toMatchObject({ code: "empty" });
});

test("places marked text and remarks in a thread with the same result as without one", async () => {
  const files = openPool();
  const received = await fileTasks.readContribution(sent, "north.docx");
  if (received.read.form !== "marked-text") throw new Error("Not a marked text");
  const version = JSON.parse(received.read.draft) as Record<string, unknown>;
  const dates = { from: "2013-01-01", to: "2013-12-31", timeZone: undefined };
  const terms = { handMarks: "none", unmarked: "none", dates } as const;
  const here = await fileTasks.placeMarkedText(received.read, version, terms);
  expect(here.items.map(({ words }) => words)).toEqual(["gravely"]);
  expect(await files.placeMarkedText(received.read, version, terms)).toEqual(here);
  const form = await fileTasks.readContribution(strToU8("Clause,Comment\na),Too weak.\n"), "a.csv");
  if (form.read.form !== "remarks") throw new Error("No remarks");
  const { remarks } = form.read;
  expect(await files.placeRemarks(remarks, version, dates)).toEqual(
    await fileTasks.placeRemarks(remarks, version, dates),
  );
});

test("ranks and scores versions in a thread with the same result as without one", async () => {
  const files = openPool();
  const { read } = await fileTasks.readContribution(sent, "north.docx");
  if (read.form !== "marked-text") throw new Error("Not a marked text");
  const { draft } = await fileTasks.readDraft(printed, { fileName: "a.pdf" });
  const versions = [draft, read.draft].map((json) => versionTextOf(parseDraft(JSON.parse(json))));
  const ranked = await files.rankVersions(read, versions);
  expect(ranked).toEqual(await fileTasks.rankVersions(read, versions));
  expect(ranked[0]).toEqual({ at: 1, score: 1 });
  const [version] = versions;
  const place = { citation: null, quote: { exact: "participation", prefix: "", suffix: "" }, selectors: null };
  if (version) expect(await files.scoreRemarks([{ place }], version)).toBe(0);
});

test("writes a redline into a file in a thread with the same result as without one, and within the limits", async () => {
  const uploaded = async (text: string) => {
    const bytes = wordFile({ body: p(text) });
    const { textHash } = await fileTasks.readDraft(bytes, { fileName: "a.docx", language: "en" });
    return { bytes, fileName: "a.docx", language: "en", textHash };
  };
  const by = { author: "Forum", date: "2013-02-06T00:00:00.000Z", withoutPrivate: true, format: "docx" } as const;
  const redline = await shareJson([]);
  const task = { ...by, base: await uploaded("We agree."), revised: await uploaded("We hope."), redline };
  const there = await openPool().redlineInFile(task);
  expect(there).toEqual(await fileTasks.redlineInFile(task));
  expect(there).toHaveProperty("bytes");
  await expect(openPool({ limits: { longest: 1 } }).redlineInFile(task)).rejects.toMatchObject({ code: "too-large" });
  const text = { clauses: 3, characters: 5 };
  await expect(openPool({ limits: { text } }).redlineInFile(task)).rejects.toMatchObject({ code: "too-long" });
});

test("reads a file while redlines wait for their thread", async () => {
  const files = openPool();
  const bytes = wordFile({ body: p("word ".repeat(300)).repeat(150) });
  const version = { bytes, fileName: "a.docx", language: "en", textHash: "" };
  const by = { author: "Forum", date: "2013-02-06T00:00:00.000Z", withoutPrivate: true, format: "docx" } as const;
  const redline = await shareJson([]);
  const order: string[] = [];
  const writes = Array.from({ length: 4 }, () =>
    files.redlineInFile({ ...by, base: version, revised: version, redline }).finally(() => order.push("redline")),
  );
  await files.readDraft(short, { fileName: "a.txt" }).finally(() => order.push("read"));
  expect(await Promise.all(writes)).toEqual(Array.from({ length: 4 }, () => ({ redrawn: "text-differs" })));
  expect(order.indexOf("read")).toBeLessThan(2);
});

test("rejects a file while too much waits, and reads it once there is room", async () => {
  const pool = openPool({ mostWaiting: printed.length * 1.5 });
  const first = pool.readDraft(printed, { fileName: "a.pdf" });
  await expect(pool.readDraft(printed, { fileName: "b.pdf" })).rejects.toMatchObject({ code: "server-busy" });
  await first;
  expect((await pool.readDraft(printed, { fileName: "b.pdf" })).format).toBe("pdf");
});

test("ends the reading of a file whose sender has left", async () => {
  const files = openPool({});
  const left = new AbortController();
  const given = files.until?.(left.signal).readDraft(printed, { fileName: "a.pdf" });
  const refused = expect(given).rejects.toMatchObject({ name: "AbortError" });
  left.abort();
  await refused;
  expect(pools.at(-1)?.load()).toEqual({ running: 0, queued: 0 });
});

test("rejects a file being read as server-busy when closed", async () => {
  const files = openPool({});
  const given = expect(files.readDraft(printed, { fileName: "a.pdf" })).rejects.toMatchObject({ code: "server-busy" });
  await pools.at(-1)?.close();
  await given;
});
