import { closeSync, existsSync, openSync, readdirSync, readSync } from "node:fs";
import path from "node:path";

/**
 * Whether a process was killed while it compacted a folder: an unfinished snapshot is left, or a journal that the
 * snapshot contains.
 */
export function isHalfCompacted(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const names = readdirSync(folder);
  if (names.some((name) => /^snapshot\.jsonl\..*writing$/u.test(name))) return true;
  const first = firstJournalAfter(path.join(folder, "snapshot.jsonl"));
  return names.some((name) => Number(/^journal-(?<number>\d+)\.jsonl$/u.exec(name)?.groups?.["number"]) < first);
}

/** Returns the number of the first journal after a snapshot. 0 if there is no snapshot. */
function firstJournalAfter(snapshot: string): number {
  if (!existsSync(snapshot)) return 0;
  const bytes = Buffer.alloc(200);
  const file = openSync(snapshot, "r");
  readSync(file, bytes);
  closeSync(file);
  return Number(/"journal":(?<number>\d+)/u.exec(bytes.toString("latin1"))?.groups?.["number"] ?? 0);
}
