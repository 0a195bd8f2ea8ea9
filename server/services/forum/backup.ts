import { ChainCheck } from "../../store/audit-chain.ts";
import { backupLines } from "../../store/backup-file.ts";
import { brokenReferences } from "../../store/references.ts";
import type { Reader, StoreFault } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { everyEvent } from "../kernel/events.ts";

/** The result of checking a store. */
export interface Verification {
  /** Empty if everything is in order. */
  faults: StoreFault[];
  /** Number of events, and of texts and uploaded files. */
  events: number;
  bodies: number;
}

/**
 * Checks everything that a store keeps: its files, that each value to which another refers exists, and the chains of its
 * events.
 */
export async function verifyStore({ store }: Pick<Context, "store">): Promise<Verification> {
  const faults = await store.verify();
  return store.read(async (reader) => ({
    faults: [...faults, ...(await brokenReferences(reader)), ...(await brokenChains(reader))],
    events: await reader.lastEvent(),
    bodies: (await reader.bodies("contents")).length + (await reader.bodies("originals")).length,
  }));
}

async function brokenChains(reader: Reader): Promise<StoreFault[]> {
  const check = new ChainCheck();
  for await (const event of everyEvent(reader)) check.add(event);
  return check.faults().map(({ code, ...params }) => ({ code, params }));
}

/** Hands the lines of a backup of the whole forum, in one state, to a function that writes them. */
export async function writeBackup(
  { store, now }: Pick<Context, "store" | "now">,
  write: (lines: AsyncIterable<string>) => Promise<void>,
): Promise<void> {
  await store.read((reader) => write(backupLines(reader, now().toISOString())));
}
