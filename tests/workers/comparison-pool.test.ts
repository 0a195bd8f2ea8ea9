import { compareVia } from "#core/lineage/compare-via.ts";
import { plainTexts } from "#core/text/version-text.ts";
import type { VersionText } from "#core/text/clause.ts";
import { openComparisonPool, type ComparisonPool } from "../../server/workers/comparison-pool.ts";
import { builtWorker } from "../support/built-programs.ts";

const pools: ComparisonPool[] = [];
// Before the program is deleted: a thread that is starting still needs it.
afterAll(() => Promise.all(pools.map((pool) => pool.close())));
const worker = builtWorker("comparison");
const alone = {};

function openPool(options: Partial<Parameters<typeof openComparisonPool>[0]> = {}): ComparisonPool {
  const pool = openComparisonPool({ worker, threads: 1, longFrom: 0, ...options });
  pools.push(pool);
  return pool;
}

/** Returns two drafts with this number of paragraphs, of which every third differs. */
function drafts(paragraphs: number): [base: VersionText, revised: VersionText] {
  const text = (verb: string): string =>
    Array.from(
      { length: paragraphs },
      (_, at) =>
        `${String(at)} that member ${String(at)} ${at % 3 === 0 ? verb : "keeps"} what was agreed in year ${String(at * 7)};`,
    ).join("\n\n");
  const [base, revised] = plainTexts([text("keeps"), text("publishes")]);
  if (!base || !revised) throw new RangeError("Two texts in, two out");
  return [base, revised];
}

test("compares in a thread with the same result as without one", async () => {
  const [base, revised] = drafts(40);
  const by = { ...alone, links: [{ base: base.clauses[3]?.id ?? "", revised: null }] };
  expect(await openPool().compare(base, revised, by)).toEqual(compareVia(base, [], revised, by));
});

test("compares a long text without blocking the calling thread, and a short text at once", async () => {
  const order: string[] = [];
  const pool = openPool({ longFrom: 10_000 });
  for (const paragraphs of [300, 10]) {
    const [base, revised] = drafts(paragraphs);
    const other = new Promise((resolve) => setImmediate(resolve)).then(() => order.push("other things"));
    await pool.compare(base, revised, alone).then(() => order.push(`${String(paragraphs)} paragraphs`));
    await other;
  }
  expect(order).toEqual(["other things", "300 paragraphs", "10 paragraphs", "other things"]);
});

test("rejects a reader while too much waits, and serves them once there is room", async () => {
  const [base, revised] = drafts(300);
  const pool = openPool({ mostWaiting: base.text.length * 3 });
  const { signal } = new AbortController();
  const first = pool.compare(base, revised, alone, signal);
  await expect(pool.compare(base, revised, alone, signal)).rejects.toMatchObject({ code: "server-busy" });
  await first;
  expect((await pool.compare(base, revised, alone, signal)).steps).toBe(1);
});

test("never rejects work for a committed write", async () => {
  const [base, revised] = drafts(300);
  const pool = openPool({ mostWaiting: 1 });
  const all = await Promise.all([1, 2, 3].map(() => pool.compare(base, revised, alone)));
  expect(all.map(({ steps }) => steps)).toEqual([1, 1, 1]);
});

test("stops an aborted comparison, waiting or running, and makes room", async () => {
  const [base, revised] = drafts(300);
  const pool = openPool({ mostWaiting: base.text.length * 5 });
  const [underWay, queued] = [new AbortController(), new AbortController()];
  const both = [underWay, queued].map(({ signal }) => pool.compare(base, revised, alone, signal));
  queued.abort();
  underWay.abort();
  expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect((await pool.compare(base, revised, alone)).steps).toBe(1);
});

test("passes on an error from a thread, and runs the next comparison", async () => {
  const [base, revised] = drafts(10);
  const pool = openPool();
  const broken = { ...base, clauses: null as unknown as VersionText["clauses"] };
  await expect(pool.compare(broken, revised, alone)).rejects.toThrow("Cannot read properties of null");
  expect((await pool.compare(base, revised, alone)).steps).toBe(1);
});

test("rejects a running comparison as server-busy when closed", async () => {
  const [base, revised] = drafts(300);
  const pool = openPool();
  const given = expect(pool.compare(base, revised, alone)).rejects.toMatchObject({ code: "server-busy" });
  await pool.close();
  await given;
});
