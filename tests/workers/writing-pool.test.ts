import { ExportFormat } from "#core/compile/export-format.ts";
import { renderFile, type FileTask } from "../../server/export/render-file.ts";
import { writeFile } from "../../server/services/exports/write-file.ts";
import { xmlSizeOf } from "../../server/services/exports/house-style.ts";
import { openWritingPool, type WritingPool } from "../../server/workers/writing-pool.ts";
import type { ThreadPoolOptions } from "../../server/workers/thread-pool.ts";
import { compilation, draft, annotationsOfEveryKind, opinion, version } from "../export/sample.ts";
import { sourceOf } from "../export/redline-drafts.ts";
import { bytesOf } from "../export/whole-files.ts";
import { builtWorker } from "../support/built-programs.ts";
import { bodyControl, paragraph, run, wordTemplate } from "../support/word-template.ts";

const pools: WritingPool[] = [];
// Before the program is deleted: a thread that is starting still needs it.
afterAll(() => Promise.all(pools.map((pool) => pool.close())));
const worker = builtWorker("writing");
let usual: WritingPool | undefined;

/** Opens a pool with these options, or returns the one with the usual ones. Each start of a thread takes long. */
function openPool(options?: Partial<ThreadPoolOptions>): WritingPool {
  if (!options) return (usual ??= openPool({}));
  const pool = openWritingPool({ worker, longFrom: 0, ...options });
  pools.push(pool);
  return pool;
}

const commented = compilation(annotationsOfEveryKind());
const long = draft(
  Array.from({ length: 1500 }, (_, at) => ({
    id: `p${String(at)}`,
    kind: "paragraph",
    content: "Words follow. ".repeat(20),
  })),
);

function fileOf(format: ExportFormat, compiled = commented): FileTask {
  return {
    compilation: compiled,
    format,
    layout: "on-the-words",
    baseUrl: "https://forum.example",
    began: version().date,
  };
}

test("writes every format, even PDF pages, in a thread with the same result as without one", async () => {
  const pool = openPool();
  for (const format of ExportFormat.options) {
    const there = await bytesOf(pool.renderFile({ task: fileOf(format), printed: null }, null));
    const here = await bytesOf(renderFile({ task: fileOf(format), printed: null }, null));
    expect([format, Buffer.compare(there, here)]).toEqual([format, 0]);
  }
});

test("writes a redline in a thread with the same result as without one", async () => {
  const { base, revised, ...source } = sourceOf(opinion, opinion);
  const plain = (side: typeof base) => ({ ...side, draft: side.draft.toJSON() as unknown });
  const task: FileTask = { redline: { ...source, base: plain(base), revised: plain(revised) }, format: "docx" };
  const there = await bytesOf(openPool().renderFile({ task, printed: null }, null));
  expect(Buffer.compare(there, await bytesOf(renderFile({ task, printed: null }, null)))).toBe(0);
});

test("yields pieces with increasing progress while it writes a file, and ends at completion", async () => {
  const shares: number[] = [];
  let sent = 0;
  for await (const { bytes, done, of } of openPool().renderFile(
    { task: fileOf("docx", compilation([], { draft: long })), printed: null },
    null,
  )) {
    if (bytes.length > 0 && done < of) sent += 1;
    shares.push(done / of);
  }
  expect(shares.length).toBeGreaterThan(20);
  expect(sent).toBeGreaterThan(0);
  expect(shares).toEqual(shares.toSorted((one, other) => one - other));
  expect(shares.at(-1)).toBe(1);
});

test("stops with the reason of the abort, and writes the next file", async () => {
  const pool = openPool();
  const leaving = new AbortController();
  const left = bytesOf(
    pool.renderFile({ task: fileOf("docx", compilation([], { draft: long })), printed: null }, leaving.signal),
  );
  leaving.abort(new Error("left"));
  await expect(left).rejects.toThrow("left");
  expect((await bytesOf(pool.renderFile({ task: fileOf("csv"), printed: null }, null))).length).toBeGreaterThan(0);
});

test("stops when its reader stops, and writes the next file", async () => {
  const pool = openPool();
  for await (const { done, of } of pool.renderFile(
    { task: fileOf("docx", compilation([], { draft: long })), printed: null },
    null,
  )) {
    // A file that waits for a thread has no length yet.
    if (of === 0) continue;
    expect(done).toBeLessThan(of);
    break;
  }
  expect((await bytesOf(pool.renderFile({ task: fileOf("csv"), printed: null }, null))).length).toBeGreaterThan(0);
});

test("reports that a file is waiting before it is written", async () => {
  const pool = openPool({ threads: 1 });
  const first = bytesOf(
    pool.renderFile({ task: fileOf("docx", compilation([], { draft: long })), printed: null }, null),
  );
  // The task of a long file is written as text before it joins the queue.
  while (pool.load().running + pool.load().queued === 0) await new Promise(setImmediate);
  const stages: string[] = [];
  for await (const { stage } of writeFile(
    { renderFile: pool.renderFile },
    fileOf("csv"),
    () => new Promise(() => undefined),
    null,
  )) {
    if (stages.at(-1) !== stage) stages.push(stage);
  }
  expect(stages).toEqual(["waiting", "writing"]);
  await first;
});

test("writes in a thread if only the template is long", async () => {
  const pool = openWritingPool({ worker });
  pools.push(pool);
  const isInThread = async (template: Uint8Array): Promise<boolean> => {
    const house = { file: Buffer.from(template).toString("base64"), xmlSize: xmlSizeOf(template) };
    const task = { ...fileOf("docx"), template: house } as FileTask;
    let running = 0;
    for await (const _piece of pool.renderFile({ task, printed: null }, null)) running += pool.load().running;
    return running > 0;
  };
  const cover = paragraph(run("Words follow.")).repeat(5000);
  expect(await isInThread(wordTemplate())).toBe(false);
  expect(await isInThread(wordTemplate({ body: cover + bodyControl }))).toBe(true);
});

test("rejects a file while too much waits, before its first piece", async () => {
  const pool = openPool({ mostWaiting: 1 });
  const first = bytesOf(pool.renderFile({ task: fileOf("csv"), printed: null }, null));
  await expect(pool.renderFile({ task: fileOf("csv"), printed: null }, null).next()).rejects.toMatchObject({
    code: "server-busy",
  });
  await first;
});

test("keeps the threads free while a page is printed", async () => {
  const pool = openPool();
  const printing = writeFile({ renderFile: pool.renderFile }, fileOf("pdf"), () => new Promise(() => undefined), null);
  for await (const { stage } of printing) if (stage === "printing") break;
  expect((await bytesOf(pool.renderFile({ task: fileOf("csv"), printed: null }, null))).length).toBeGreaterThan(0);
});
