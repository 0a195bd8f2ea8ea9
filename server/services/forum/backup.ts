import { backupLines } from "../../store/backup-file.ts";
import { brokenReferences } from "../../store/references.ts";
import type { StoreFault } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";

/** The result of checking a store. */
export interface Verification {
  /** Empty if everything is in order. */
  faults: StoreFault[];
  /** Number of events, and of texts and uploaded files. */
  events: number;
  bodies: number;
}

/** Checks everything that a store keeps: its files, and that each value to which another refers exists. */
export async function verifyStore({ store }: Pick<Context, "store">): Promise<Verification> {
  const faults = await store.verify();
  return store.read(async (reader) => ({
    faults: [...faults, ...(await brokenReferences(reader))],
    events: await reader.lastEvent(),
    bodies: (await reader.bodies("contents")).length + (await reader.bodies("originals")).length,
  }));
}

/** Hands the lines of a backup of the whole forum, in one state, to a function that writes them. */
export async function writeBackup(
  { store, now }: Pick<Context, "store" | "now">,
  write: (lines: AsyncIterable<string>) => Promise<void>,
): Promise<void> {
  await store.read((reader) => write(backupLines(reader, now().toISOString())));
}
