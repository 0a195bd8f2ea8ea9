import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { migrate } from "../../server/cli/forum/backup.ts";
import { verifyStore } from "../../server/services/forum/backup.ts";
import { DatabaseError } from "../../server/store/postgres/database-error.ts";
import { onDatabase } from "../support/postgres.ts";
import { differences, faultsOf, judgeContent, type Verdict } from "./judge.ts";
import type { Ledger } from "./ledger.ts";
import { openPlace } from "./open-place.ts";
import { contentLines, judgeFilled, type Kill } from "./other-rounds.ts";

/** Longest wait, in ms, until the database notices that a process was killed. */
const patience = 20_000;

/** Judges a database after its processes were killed. */
export async function judgeDatabase(url: string, ledger: Ledger): Promise<Verdict> {
  await connectionsEnded(url);
  const store = await openPlace(url);
  try {
    const verdict = await store.read((reader) => judgeContent(reader, ledger));
    ledger.settle(verdict.dropped);
    const { faults } = await verifyStore({ store });
    return { ...verdict, faults: [...verdict.faults, ...faults.map((fault) => JSON.stringify(fault))] };
  } finally {
    await store.close();
  }
}

/**
 * Kills a migration from a folder to an empty database. The folder must stay as it was, and the database must be empty or
 * whole; the migration is repeated if it is empty, and refused if it is whole.
 */
export async function killToDatabase(folder: string, kill: Kill, url: string): Promise<string[]> {
  const lines = await contentLines(folder);
  const { failure } = await kill({ work: "migrate", from: folder, to: url });
  const faults = failure === null ? [] : [failure];
  await connectionsEnded(url);
  faults.push(...differences("value of the folder", lines, await contentLines(folder)));
  faults.push(...(await faultsOf(folder, "after the migration")));
  const isEmpty = (await contentLines(url)).length === 0;
  const again = await migrate({}, url, { data: folder }).catch((error: unknown) => error);
  const isRefused = again instanceof DatabaseError && again.code === "database-not-empty";
  if (isEmpty ? typeof again !== "string" : !isRefused) faults.push(`migrated again: ${String(again)}`);
  return [...faults, ...differences("value of the database", lines, await contentLines(url))];
}

/** Kills a migration from a database to a folder. The database must stay as it was; the folder is judged as a restored one. */
export async function killToFolder(url: string, kill: Kill, { scratch }: { scratch: string }): Promise<string[]> {
  const lines = await contentLines(url);
  const [folder, next] = [path.join(scratch, "killed"), path.join(scratch, "next")];
  const { failure } = await kill({ work: "migrate", from: url, to: folder });
  const faults = failure === null ? [] : [failure];
  const migrateTo = (to: string): Promise<string> => migrate({ DATABASE_URL: url }, to, {});
  faults.push(...(await judgeFilled(folder, lines, () => migrateTo(folder))));
  faults.push(...differences("value of the database", lines, await contentLines(url)));
  await migrateTo(next);
  return [...faults, ...differences("value of the next folder", lines, await contentLines(next))];
}

/** Resolves once no connection to a database is left: what a killed process has sent may still be carried out. */
async function connectionsEnded(url: string): Promise<void> {
  const { pathname } = new URL(url);
  const others = `select count(*)::integer as count from pg_stat_activity where datname = '${pathname.slice(1)}'`;
  for (const end = Date.now() + patience; Date.now() < end;) {
    const [row] = await onDatabase(new URL("/postgres", url).href, others);
    if (row?.["count"] === 0) return;
    await wait(5);
  }
  throw new Error(`Connections to ${pathname} are left`);
}

/** Deletes a database. */
export async function dropDatabase(url: string): Promise<void> {
  const { pathname, href } = new URL(url);
  await onDatabase(new URL("/postgres", href).href, `drop database ${pathname.slice(1)} with (force)`);
}
