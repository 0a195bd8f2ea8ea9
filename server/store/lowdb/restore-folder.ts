import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { type BackupEntry, type BackupFacts, readBackup } from "../backup-file.ts";
import { type Collection, type Identified, isBodyCollection } from "../collections.ts";
import { sealOf, withSeal } from "../seals.ts";
import { RestoredRecords } from "../restored-records.ts";
import { stateOf } from "../memory/state.ts";
import { frozen } from "../memory/frozen.ts";
import type { StoredEvent } from "../stored-event.ts";
import { BodyFolder, bodiesIn } from "./body-folder.ts";
import { DataFolderError } from "./data-folder-error.ts";
import { journalFile } from "./read-folder.ts";
import { HeadFile } from "./head-file.ts";
import { createJournal } from "./journal.ts";
import { lockFolder } from "./lock-file.ts";
import { snapshotFile } from "./snapshot-file.ts";

/**
 * Fills an empty folder with the forum of a backup. Without `keepTokens`, sessions and one-time links are left out, so
 * everybody signs in again. If it fails, the folder is empty as before.
 *
 * @throws DataFolderError not-empty; BackupError
 */
export async function restoreFolder(
  folder: string,
  lines: AsyncIterable<string>,
  options: { keepTokens?: boolean } = {},
): Promise<BackupFacts> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new DataFolderError("not-empty", { folder });
  const lock = await lockFolder(folder, () => undefined);
  try {
    await bodiesIn(folder);
    const bodyFolder = new BodyFolder(folder);
    const values: Partial<Record<Collection, Identified[]>> = {};
    const events: StoredEvent[] = [];
    const restored = new RestoredRecords(options);
    const facts = await readBackup(lines, async ([collection, value]: BackupEntry, form) => {
      if (collection === "events") {
        events.push(frozen(restored.event(value)));
        return;
      }
      const row = isBodyCollection(collection)
        ? withSeal(await bodyFolder.keep(collection, value as never), sealOf(value))
        : frozen(value);
      if (restored.takes(collection, row, form)) (values[collection] ??= []).push(row);
    });
    events.push(...restored.lastEvent().map(frozen));
    await createJournal(journalFile(folder, 1), { journal: 1, after: events.length });
    const snapshot = snapshotFile(path.join(folder, "snapshot.jsonl"), lock.check);
    const state = stateOf(values, events);
    await snapshot.write({ state, journal: 1 });
    await (await HeadFile.open(folder, state.heads)).close();
    await lock.release();
    return facts;
  } catch (error) {
    for (const name of await readdir(folder))
      if (name !== "lock") await rm(path.join(folder, name), { recursive: true });
    await lock.release();
    throw error;
  }
}
