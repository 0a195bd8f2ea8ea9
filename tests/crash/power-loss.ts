import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * Takes from the journals of a folder what a loss of power may take: the end that the disk has not confirmed is cut off
 * at some byte, or is zeros from some byte on. Returns the number of bytes lost.
 *
 * Entries of folders are not touched: the file system is trusted to keep their order, as ext4 does. Nor are parts of the
 * end exchanged, which the store reports as damage instead of starting.
 */
export function losePower(folder: string, durable: ReadonlyMap<string, number>, random: () => number): number {
  let lost = 0;
  for (const name of readdirSync(folder)) {
    if (!/^journal-\d+\.jsonl$/u.test(name)) continue;
    const file = path.join(folder, name);
    const { size } = statSync(file);
    const confirmed = durable.get(name);
    // A journal without a confirmed write is from an earlier process, or has only its first line.
    if (confirmed === undefined || confirmed >= size) continue;
    const from = confirmed + Math.floor(random() * (size - confirmed));
    lost += size - from;
    if (random() < 0.5) truncateSync(file, from);
    else writeFileSync(file, readFileSync(file).fill(0, from));
  }
  return lost;
}
