import { readdir, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { Low } from "lowdb";
import { replayJournal } from "./journal.ts";
import { snapshotFile, type Snapshot } from "./snapshot-file.ts";
import { stateOf } from "../memory/state.ts";

/** An incident in the store that the operator should know about. */
export type StoreNotice =
  | { code: "journal-torn"; params: { file: string; bytes: number } }
  | { code: "write-failed"; params: { folder: string; reason: string } }
  | { code: "snapshot-failed"; params: { folder: string; reason: string } };

/** Returns a folder's data, not yet read. */
export function dataOf(folder: string): Low<Snapshot> {
  return new Low<Snapshot>(snapshotFile(snapshotPath(folder)), { state: stateOf({}, []), journal: 1 });
}

/**
 * Reads the snapshot and replays the journals after it. Returns the last journal's number, the size of its complete
 * lines, and whether any journal contains a request to forget.
 */
export async function readFolder(
  low: Low<Snapshot>,
  folder: string,
  notice?: (notice: StoreNotice) => void,
): Promise<{ number: number; size: number; forgets: boolean }> {
  await low.read();
  const last = { number: low.data.journal, size: 0, forgets: false };
  for (let next = last.number; ; next += 1) {
    const file = journalFile(folder, next);
    const replayed = await replayJournal(file, low.data.state);
    if (!replayed) return last;
    if (replayed.torn > 0) notice?.({ code: "journal-torn", params: { file, bytes: replayed.torn } });
    last.number = next;
    last.size = replayed.size;
    last.forgets ||= replayed.forgets;
  }
}

function snapshotPath(folder: string): string {
  return path.join(folder, "snapshot.jsonl");
}

/** Returns the size of the snapshot in bytes, or 0 before the first one. */
export async function snapshotSizeOf(folder: string): Promise<number> {
  return (await stat(snapshotPath(folder)).catch(() => ({ size: 0 }))).size;
}

/** Returns the path of the journal with this number. */
export function journalFile(folder: string, number: number): string {
  return path.join(folder, `journal-${number}.jsonl`);
}

/** Deletes the journals that a snapshot already contains. */
export async function deleteJournalsBefore(folder: string, number: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const digits = /^journal-(?<number>\d+)\.jsonl$/u.exec(name)?.groups?.["number"];
    if (digits !== undefined && Number(digits) < number) await unlink(path.join(folder, name));
  }
}
