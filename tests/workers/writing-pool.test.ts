import { PDFDocument } from "pdf-lib";
import { exportFormats } from "#core/contract/export-operations.ts";
import { writeFile, type FileTask, type FileTerms } from "../../server/services/write-file.ts";
import { openWritingPool, type WritingPool, type WritingPoolOptions } from "../../server/workers/writing-pool.ts";
import { compilation, everySort, opinion, version } from "../export/sample.ts";
import { sourceOf } from "../export/redline-drafts.ts";

/** Threads run from source, as `npm run dev` runs them. */
const worker = new URL(`file://${process.cwd()}/server/workers/writing-worker.ts`);
const pools: WritingPool[] = [];

function openPool(options: Partial<WritingPoolOptions> = {}): WritingPool {
  const pool = openWritingPool({ worker, execArgv: ["--import", "tsx"], longFrom: 0, ...options });
  pools.push(pool);
  return pool;
}

afterAll(() => Promise.all(pools.map((pool) => pool.close())));

const commented = compilation(everySort());

function fileOf(format: (typeof exportFormats)[number]): FileTask {
  return {
    compilation: commented,
    format,
    layout: "on-the-words",
    baseUrl: "https://forum.example",
    began: version().date,
  };
}

const blankPage = PDFDocument.create().then((document) => {
  document.addPage();
  return document.save();
});
const terms: FileTerms = { print: () => blankPage, gone: null };

test("a thread writes every form as it is written here", async () => {
  const pool = openPool();
  for (const format of exportFormats.filter((one) => one !== "pdf")) {
    const [there, here] = [await pool.writeFile(fileOf(format), terms), await writeFile(fileOf(format), terms)];
    expect([format, Buffer.compare(there, here)]).toEqual([format, 0]);
  }
});

test("a redline is written in a thread as it is here", async () => {
  const { base, revised, ...source } = sourceOf(opinion, opinion);
  const plain = (side: typeof base) => ({ ...side, draft: side.draft.toJSON() as unknown });
  const task: FileTask = { redline: { ...source, base: plain(base), revised: plain(revised) }, format: "docx" };
  expect(Buffer.compare(await openPool().writeFile(task, terms), await writeFile(task, terms))).toBe(0);
});

test("what a thread wants printed is printed by whoever asked for the file", async () => {
  const pages: string[] = [];
  const print = (html: string): Promise<Uint8Array> => {
    pages.push(html);
    return blankPage;
  };
  const file = await openPool().writeFile(fileOf("pdf"), { ...terms, print });
  expect((await PDFDocument.load(file)).getAuthor()).toBe(commented.forum.name);
  expect(pages).toEqual([expect.stringContaining("<!doctype html>")]);
});

test("where nothing is printed the file is refused for the same reason", async () => {
  const print = (): Promise<never> => Promise.reject(new Error("no paper"));
  await expect(openPool().writeFile(fileOf("pdf"), { ...terms, print })).rejects.toThrow("no paper");
});

test("where nobody waits any longer the work ends, and the next file is written", async () => {
  const pool = openPool();
  const leaving = new AbortController();
  const print = (): Promise<never> => {
    leaving.abort(new Error("left"));
    return new Promise(() => undefined);
  };
  await expect(pool.writeFile(fileOf("pdf"), { print, gone: leaving.signal })).rejects.toMatchObject({
    name: "AbortError",
  });
  expect((await pool.writeFile(fileOf("csv"), terms)).length).toBeGreaterThan(0);
});

test("where too much waits the next file is refused", async () => {
  const pool = openPool({ mostWaiting: 1 });
  const first = pool.writeFile(fileOf("csv"), terms);
  await expect(pool.writeFile(fileOf("csv"), terms)).rejects.toMatchObject({ code: "server-busy" });
  await first;
});
