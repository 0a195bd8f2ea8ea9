import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { backUp, restore } from "../../server/cli/forum/backup.ts";
import { backupLines } from "../../server/store/backup-file.ts";
import { DataFolderError } from "../../server/store/lowdb/data-folder-error.ts";
import { passingCollections } from "../../server/store/passing-rows.ts";
import { withSortedFields } from "../support/sorted-fields.ts";
import type { Act } from "./act.ts";
import type { Outcome } from "./run-child.ts";
import type { Work } from "./child.ts";
import { differences, faultsOf, straysIn } from "./judge.ts";
import type { Message } from "./message.ts";
import { openPlace } from "./open-place.ts";

/** Starts a process for a piece of work and kills it. */
export type Kill = (work: Work, hear?: (message: Message) => void) => Promise<Outcome>;

const fixtures = path.resolve("fixtures/data-folders");
const environment = { LOG_LEVEL: "silent" };

/** Returns everything in a folder or database, without the rows that a backup leaves out if `restorable`. */
export async function contentLines(place: string, { restorable = false } = {}): Promise<string[]> {
  const store = await openPlace(place);
  try {
    const lines: string[] = [];
    await store.read(async (reader) => {
      for await (const line of backupLines(reader, "")) lines.push(line);
    });
    const left = restorable ? ["sessions", "invitations", ...passingCollections] : [];
    const values = lines.slice(1, -1).filter((line) => !left.some((name) => line.startsWith(`["${name}"`)));
    return values.map(withoutSalt).map(withSortedFields).toSorted();
  } finally {
    await store.close();
  }
}

/** Each migration chains events with other salts, gives rows others, and binds them at another time. */
function withoutSalt(line: string): string {
  const isBinding = line.includes('"kind":"records-bound"');
  return (isBinding ? line.replaceAll(/"(?<name>at|id)":"[^"]*"/gu, '"$<name>":""') : line)
    .replace(/"audit":\{"position":(?<position>\d+)[^}]*\}/u, '"position":$<position>')
    .replace(/,"[\w-]+\.[\w-]{22}"\]$/mu, "]");
}

/** Kills migrations of a folder of an earlier form, one after another, and then judges it. */
export async function killMigration(form: string, kill: Kill, { scratch, times }: { scratch: string; times: number }) {
  const [folder, whole] = [path.join(scratch, "killed"), path.join(scratch, "whole")];
  cpSync(path.join(fixtures, form), folder, { recursive: true });
  cpSync(path.join(fixtures, form), whole, { recursive: true });
  const faults: string[] = [];
  for (let time = 0; time < times; time += 1) {
    const { failure } = await kill({ work: "start", folder });
    if (failure !== null) faults.push(failure);
  }
  faults.push(...differences("value", await contentLines(whole), await contentLines(folder)));
  faults.push(...(await faultsOf(folder, "after the migration")));
  const files = readdirSync(path.join(fixtures, form)).filter((name) => /^(?:snapshot|journal)/u.test(name));
  for (const name of files) {
    const kept = path.join(folder, form, name);
    const isKept = existsSync(kept) && readFileSync(kept).equals(readFileSync(path.join(fixtures, form, name)));
    if (!isKept) faults.push(`${name} of the earlier form is not kept`);
  }
  return [...faults, ...straysIn(folder).map((name) => `${name} was left`)];
}

/** Kills an erasure on a folder with the files of an earlier form. They must be gone if the erasure is kept. */
export async function killErasure(form: string, kill: Kill, { scratch }: { scratch: string }): Promise<string[]> {
  const folder = path.join(scratch, "killed");
  cpSync(path.join(fixtures, form), folder, { recursive: true });
  const before = (await contentLines(folder)).length;
  const document = { id: "letter", mark: "", size: 0, body: null };
  const act: Act = { name: "erasure", kind: "erase", documents: [document] };
  const { failure } = await kill({ work: "act", folder, act });
  const isKept = (await contentLines(folder)).length > before;
  const faults = failure === null ? [] : [failure];
  if (isKept && existsSync(path.join(folder, form))) faults.push(`${form} outlives an erasure`);
  return [...faults, ...(await faultsOf(folder, "after the erasure"))];
}

/** A backup, and what it contains. */
export interface Copy {
  file: string;
  lines: string[];
}

/** Makes a backup of a folder. */
export async function copyOf(folder: string, file: string): Promise<Copy> {
  const lines = await contentLines(folder, { restorable: true });
  await backUp(environment, file, { data: folder, allowSmaller: true });
  return { file, lines };
}

/** Kills a backup. Its file must be absent or whole, and a second one must succeed. */
export async function killBackup(folder: string, kill: Kill, { scratch }: { scratch: string }): Promise<string[]> {
  mkdirSync(scratch, { recursive: true });
  const file = path.join(scratch, "forum.backup");
  const lines = await contentLines(folder, { restorable: true });
  const { failure } = await kill({ work: "backup", folder, file });
  const faults = failure === null ? [] : [failure];
  const restored = async (name: string): Promise<string[]> => {
    const data = path.join(scratch, name);
    await restore(environment, file, { data });
    return differences(`value of the ${name} backup`, lines, await contentLines(data));
  };
  if (existsSync(file)) return [...faults, ...(await restored("killed"))];
  await backUp(environment, file, { data: folder, allowSmaller: true });
  return [...faults, ...(await restored("next"))];
}

/** Kills a restoration. It must leave a folder that is refused, empty or whole. */
export async function killRestore(copy: Copy, kill: Kill, { scratch }: { scratch: string }): Promise<string[]> {
  const folder = path.join(scratch, "restored");
  const { failure } = await kill({ work: "restore", folder, file: copy.file });
  const faults = failure === null ? [] : [failure];
  const again = (): Promise<string> => restore(environment, copy.file, { data: folder });
  return [...faults, ...(await judgeFilled(folder, copy.lines, again))];
}

/**
 * Judges a folder that a killed process was filling. It must be refused, empty or whole. Filling it again must work if
 * nothing is in it, and otherwise be refused.
 */
export async function judgeFilled(
  folder: string,
  expected: readonly string[],
  fill: () => Promise<string>,
): Promise<string[]> {
  const isBare = !existsSync(folder) || readdirSync(folder).length === 0;
  const again = await fill().catch((error: unknown) => error);
  const isRefused = again instanceof DataFolderError && again.code === "not-empty";
  const faults = (isBare ? typeof again === "string" : isRefused) ? [] : [`filled again: ${String(again)}`];
  const lines = await contentLines(folder).catch((error: unknown) => {
    if (error instanceof DataFolderError) return null;
    throw error;
  });
  if (!lines || (lines.length === 0 && !isBare)) return faults;
  return [...faults, ...differences("value", expected, lines), ...(await faultsOf(folder, "after it was filled"))];
}
