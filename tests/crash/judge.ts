import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import { auditFaults } from "../../server/store/audit-check.ts";
import { verifyFolder } from "../../server/store/lowdb/verify-folder.ts";
import type { Reader } from "../../server/store/store.ts";
import { type Act, bodyId, bodyOf, type DocumentPlan, marks } from "./act.ts";
import { actsOf, expectedAfter, type Ledger } from "./ledger.ts";

/** The findings on a folder after its process was killed. */
export interface Verdict {
  /** What is wrong, in words. Empty if nothing is. */
  faults: string[];
  /** Number of acknowledged acts that are missing, and of acts that are there more than once. */
  lost: number;
  doubled: number;
  /** What may be changed further, and acts without a trace. */
  documents: DocumentPlan[];
  passing: string[];
  dropped: Act[];
}

/** Judges a folder: as it was left, as the store opens it, and as it is afterwards. */
export async function judge(folder: string, ledger: Ledger): Promise<Verdict> {
  const faults: string[] = [];
  const kept = [...ledger.acts.values()].filter(({ name }) => ledger.acknowledged.has(name));
  faults.push(...erasedIn(folder, ledger.forbidden(kept), "before it is opened"));
  const isNew = !existsSync(path.join(folder, "journal-1.jsonl")) && ledger.acknowledged.size === 0;
  if (!isNew) faults.push(...(await faultsOf(folder, "before it is opened")));
  const store = await openLowdbStore({ folder });
  let verdict: Verdict;
  try {
    verdict = await store.read((reader) => judgeContent(reader, ledger));
  } finally {
    await store.close();
  }
  ledger.settle(verdict.dropped);
  faults.push(...verdict.faults, ...(await faultsOf(folder, "after it was closed")));
  faults.push(...erasedIn(folder, ledger.forbidden(ledger.acts.values()), "after it was closed"));
  faults.push(...straysIn(folder).map((name) => `${name} was left`));
  return { ...verdict, faults };
}

/** Judges what a store contains. */
export async function judgeContent(reader: Reader, ledger: Ledger): Promise<Verdict> {
  const faults: string[] = [];
  const events = await reader.events({ after: 0, limit: 1_000_000 });
  const gap = events.findIndex(({ seq }, index) => seq !== index + 1);
  if (gap !== -1) faults.push(`event ${gap + 1} has another number`);
  const counts = actsOf(events);
  const [order, dropped]: [Act[], Act[]] = [[], []];
  let [lost, doubled] = [0, 0];
  for (const [name, count] of counts) {
    const act = ledger.acts.get(name);
    if (!act || act.kind === "fail") faults.push(`${name} is kept, but was given up or never begun`);
    else if (count > act.documents.length) {
      doubled += 1;
      faults.push(`${name} is there more than once`);
    } else if (count < act.documents.length) faults.push(`${name} is half written`);
    if (act) order.push(act);
  }
  for (const [name, act] of ledger.acts) {
    if (counts.has(name) || act.passing !== undefined) continue;
    if (act.kind !== "fail" && ledger.acknowledged.has(name)) {
      lost += 1;
      faults.push(`${name} was acknowledged and is lost`);
    } else dropped.push(act);
  }
  const expected = expectedAfter(order);
  faults.push(
    ...differences(
      "event",
      expected.events,
      events.map(({ before, after }) => JSON.stringify([before, after])),
    ),
  );
  const rows = (await reader.list("documents")).map((row) => [row.id, JSON.stringify(row)] as const);
  faults.push(...differences("document", pairs(expected.rows), pairs(rows)));
  faults.push(...(await judgeBodies(reader, expected.bodies)));
  const passing = new Set((await reader.list("passkeyChallenges")).map(({ id }) => id));
  for (const [id, states] of ledger.passing) {
    if (!states.includes(passing.has(id))) faults.push(`the passing row ${id} is ${passing.has(id) ? "back" : "lost"}`);
    ledger.passing.set(id, [passing.has(id)]);
  }
  return { faults, lost, doubled, documents: [...expected.documents.values()], passing: [...passing], dropped };
}

async function judgeBodies(reader: Reader, expected: ReturnType<typeof expectedAfter>["bodies"]): Promise<string[]> {
  const faults: string[] = [];
  const found = [...(await reader.bodies("contents")), ...(await reader.bodies("originals"))].map(({ id }) => id);
  faults.push(...differences("body", [...expected.keys()].toSorted(), found.toSorted()));
  for (const plan of expected.values()) {
    const body = await reader.get(plan.collection, bodyId(plan)).catch((error: unknown) => String(error));
    if (!isDeepStrictEqual(body, bodyOf(plan)))
      faults.push(`the body ${bodyId(plan)} cannot be read as it was written`);
  }
  return faults;
}

/** Returns the faults that the store itself finds in a folder. */
export async function faultsOf(folder: string, when: string): Promise<string[]> {
  const { faults, reader } = await verifyFolder(folder);
  const altered = reader ? await auditFaults(reader) : [];
  return [...faults, ...altered].map(({ code, params }) => `${code} ${JSON.stringify(params)} ${when}`);
}

/** Returns files with text that no file may contain. */
function erasedIn(folder: string, forbidden: ReadonlySet<string>, when: string): string[] {
  if (forbidden.size === 0 || !existsSync(folder)) return [];
  return filesIn(folder).flatMap((name) => {
    const file = path.join(folder, name);
    const found = new Set((readFileSync(file, "latin1").match(marks) ?? []).filter((mark) => forbidden.has(mark)));
    return found.size > 0 ? [`${name} contains erased text (${[...found].join(", ")}) ${when}`] : [];
  });
}

/** Returns the names of unfinished files, and of locks. */
export function straysIn(folder: string): string[] {
  return filesIn(folder).filter(
    (name) => !name.startsWith("aside/") && (name.endsWith("writing") || name.startsWith("lock")),
  );
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true }) as string[];
  return names.filter((name) => statSync(path.join(folder, name)).isFile());
}

const pairs = (map: Iterable<readonly [string, string]>): string[] =>
  [...map].map(([id, row]) => `${id} ${row}`).toSorted();

/** Describes the first difference of 2 lists. */
export function differences(what: string, expected: readonly string[], found: readonly string[]): string[] {
  if (isDeepStrictEqual(expected, found)) return [];
  const index = expected.findIndex((value, position) => value !== found[position]);
  const position = index === -1 ? expected.length : index;
  const short = (value: string | undefined): string => (value ?? "nothing").slice(0, 200);
  return [
    `${what} ${position + 1} of ${expected.length} (found ${found.length}): expected ${short(expected[position])}, found ${short(found[position])}`,
  ];
}
