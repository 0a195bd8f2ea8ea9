import { open, readdir, unlink } from "node:fs/promises";
import path from "node:path";
import { emptyHeads } from "../audit-chain.ts";
import { bodyCollections, type BodyCollection } from "../collections.ts";
import { asideName, dropCopies, exists, freeName, moveAside } from "./aside-folder.ts";
import { BodyDamagedError, bodiesIn, bodyFile } from "./body-folder.ts";
import { syncFolder, writeDurably } from "./durable-file.ts";
import { checkHeads, HeadFile, headPath, readHeads } from "./head-file.ts";
import { createJournal } from "./journal.ts";
import { migrateFolder } from "./old-forms.ts";
import { journalFile, journalsIn, type ReadFolder, readFolder, snapshotPath, type Stray } from "./read-folder.ts";
import { JournalDamagedError, readJournal } from "./read-journal.ts";

/** An incident in the store that the operator should know about. */
export type StoreNotice =
  | { code: "journal-torn" | "journal-stray"; params: { file: string; bytes: number; kept: string } }
  | { code: "set-aside"; params: { folder: string; files: string } }
  | { code: "migrated"; params: { folder: string; from: number; to: number; kept: string } }
  | { code: "write-failed" | "snapshot-failed" | "lock-lost"; params: { folder: string; reason: string } };

/**
 * Prepares a data folder that this process has locked, and reads it: migrates earlier forms, reads the snapshot and the
 * journals after it, and checks that every text and uploaded file is there. A new folder gets its first journal.
 *
 * It deletes only what transactions removed, journals whose events are all in the snapshot, and unfinished copies of the
 * store's own files. Whatever else belongs to no data is moved to the folder `aside` and named in a notice.
 *
 * @throws DataFolderError if data is missing or damaged, or has an unknown form. Nothing is changed then.
 */
export async function openFolder(
  folder: string,
  check: () => Promise<void>,
  notice: (notice: StoreNotice) => void = () => undefined,
): Promise<ReadFolder> {
  // First of all, because a server that lost the folder while it wrote a snapshot can no longer put it in place then.
  for (const name of await readdir(folder)) {
    if (/^(?:snapshot|journal-\d+)\.jsonl\..*writing$/u.test(name)) await unlink(path.join(folder, name));
  }
  const migration = await migrateFolder(folder, check);
  if (migration) notice({ code: "migrated", params: { folder, ...migration } });
  const bodies = await bodiesIn(folder);
  const isNew = (await journalsIn(folder)).length === 0 && !(await exists(snapshotPath(folder)));
  if (isNew) {
    if (bodyCollections.some((collection) => bodies[collection].size > 0)) {
      throw new JournalDamagedError("journal-missing", { file: journalFile(folder, 1) });
    }
    // Before the journal, because a journal without heads counts as damage. Heads that are there show what is missing.
    if (!(await exists(headPath(folder)))) await (await HeadFile.open(folder, emptyHeads)).close();
    await createJournal(journalFile(folder, 1), { journal: 1, after: 0 });
  }
  const read = await readFolder(folder, check);
  await checkHeads(folder, read.low.data.state, await readHeads(folder));
  for (const collection of bodyCollections) {
    const missing = [...read.low.data.state.tables[collection].values.keys()].find((id) => !bodies[collection].has(id));
    if (missing !== undefined) {
      throw new BodyDamagedError("body-missing", { file: bodyFile(folder, collection, missing) });
    }
  }
  for (const stray of read.strays) notice(await cutOff(folder, stray));
  // A killed process may have left lines that only the system's memory has. They count as kept once they are read.
  await shorten(journalFile(folder, read.number), null);
  const files = [...(await tidyJournals(folder, read)), ...(await tidyBodies(folder, read, bodies))];
  if (files.length > 0) {
    notice({ code: "set-aside", params: { folder: path.join(folder, asideName), files: files.join(", ") } });
  }
  await syncFolder(folder);
  return { ...read, isNew };
}

/** Moves the end of a journal to the folder `aside`. */
async function cutOff(folder: string, { code, file, size, bytes }: Stray): Promise<StoreNotice> {
  const kept = await freeName(folder, `${path.basename(file)}.${code === "journal-torn" ? "torn" : "stray"}`);
  await writeDurably(kept, bytes);
  await shorten(file, size);
  return { code, params: { file, bytes: bytes.length, kept } };
}

/** Cuts a file to a size, unless it is null, and makes sure that the disk has all that is left. */
async function shorten(file: string, size: number | null): Promise<void> {
  const handle = await open(file, "r+");
  try {
    if (size !== null) await handle.truncate(size);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

/** Deletes journals that the snapshot contains. Moves others that come before it aside, and returns their names. */
async function tidyJournals(folder: string, { low, snapshotEvents }: ReadFolder): Promise<string[]> {
  const moved: string[] = [];
  for (const number of await journalsIn(folder)) {
    if (number >= low.data.journal) continue;
    const file = journalFile(folder, number);
    const journal = await readJournal(file, number).catch(() => null);
    const isContained = journal?.changes.every(({ events }) => events.every(({ seq }) => seq <= snapshotEvents));
    if (isContained) await unlink(file);
    else moved.push(await moveAside(folder, file));
  }
  return moved;
}

/** Finishes the removal of bodies, and moves those that no row refers to aside. Returns the names of those. */
async function tidyBodies(
  folder: string,
  { low, removed }: ReadFolder,
  bodies: Readonly<Record<BodyCollection, ReadonlySet<string>>>,
): Promise<string[]> {
  const moved: string[] = [];
  const isGone = ([collection, id]: readonly [BodyCollection, string]): boolean =>
    !low.data.state.tables[collection].values.has(id);
  const gone = new Set(removed.map(([collection, id]) => `${collection}/${id}`));
  for (const collection of bodyCollections) {
    for (const name of await readdir(path.join(folder, collection))) {
      const id = name.replace(/\.json$/u, "");
      if (!bodies[collection].has(id) || low.data.state.tables[collection].values.has(id)) continue;
      const file = path.join(folder, collection, name);
      if (gone.has(`${collection}/${id}`)) await unlink(file);
      else moved.push(await moveAside(folder, file));
    }
  }
  for (const [collection, id] of removed.filter(isGone)) await dropCopies(folder, collection, id);
  return moved;
}

/** Deletes the journals that a snapshot contains. */
export async function deleteJournals(folder: string, { before }: { before: number }): Promise<void> {
  for (const number of await journalsIn(folder)) if (number < before) await unlink(journalFile(folder, number));
}
