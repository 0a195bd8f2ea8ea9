import { setTimeout as wait } from "node:timers/promises";
import type { ChainHead } from "#core/audit/chain-line.ts";
import { auditFaults } from "../../store/audit-check.ts";
import { backupLines } from "../../store/backup-file.ts";
import { brokenReferences } from "../../store/references.ts";
import type { Reader, StoreFault } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { Turns } from "../kernel/in-turns.ts";

/** The result of checking a store. */
export interface Verification {
  /** Empty if everything is in order. */
  faults: StoreFault[];
  /** Number of events, and of texts and uploaded files. */
  events: number;
  bodies: number;
}

/**
 * Checks everything that a store keeps: its files, and what `verifyRecords` checks.
 *
 * @param noted Heads of the public chain that somebody noted earlier.
 */
export async function verifyStore(
  { store }: Pick<Context, "store">,
  noted: readonly ChainHead[] = [],
): Promise<Verification> {
  const faults = await store.verify();
  const found = await store.read((reader) => verifyRecords(reader, noted), { once: true });
  return { ...found, faults: [...faults, ...found.faults] };
}

/**
 * Checks what a reader sees: that each value to which another refers exists, and that the chains of events determine every
 * record. Others get their turn in between.
 */
export async function verifyRecords(reader: Reader, noted: readonly ChainHead[] = []): Promise<Verification> {
  const turns = new Turns();
  return {
    faults: [
      ...(await brokenReferences(reader)),
      ...(await auditFaults(reader, { noted, pause: () => turns.pause() })),
    ],
    events: await reader.lastEvent(),
    bodies: (await reader.bodies("contents")).length + (await reader.bodies("originals")).length,
  };
}

/** Time, in ms, that a check beside a running server takes at once, and that it leaves to others in between. */
const [slice, rest] = [5, 10];

/**
 * Checks that the chains of events determine every record, beside a running server, to which it leaves most of the time.
 *
 * @throws the signal's reason once it is aborted
 */
export function checkRecords({ store }: Pick<Context, "store">, signal: AbortSignal): Promise<StoreFault[]> {
  let began = performance.now();
  const pause = async (): Promise<void> => {
    if (performance.now() - began < slice) return;
    await wait(rest);
    signal.throwIfAborted();
    began = performance.now();
  };
  return store.read((reader) => auditFaults(reader, { pause }), { once: true });
}

/** Hands the lines of a backup of the whole forum, in one state, to a function that writes them. */
export async function writeBackup(
  { store, now }: Pick<Context, "store" | "now">,
  write: (lines: AsyncIterable<string>) => Promise<void>,
): Promise<void> {
  await store.read((reader) => write(backupLines(reader, now().toISOString())), { once: true });
}
