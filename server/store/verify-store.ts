import { brokenReferences } from "./references.ts";
import type { Store, StoreFault } from "./store.ts";

/** What a check of a store found. */
export interface Verification {
  /** Empty if everything is in order. */
  faults: StoreFault[];
  /** Number of events, and of texts and uploaded files. */
  events: number;
  bodies: number;
}

/** Checks everything that a store keeps: its files, and that each value to which another refers exists. */
export async function verifyStore(store: Store): Promise<Verification> {
  const faults = await store.verify();
  return store.read(async (reader) => ({
    faults: [...faults, ...(await brokenReferences(reader))],
    events: await reader.lastEvent(),
    bodies: (await reader.bodies("contents")).length + (await reader.bodies("originals")).length,
  }));
}
