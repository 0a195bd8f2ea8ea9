import type { ChainHead } from "#core/audit/chain-line.ts";
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
  const faults: StoreFault[] = [];
  for await (const event of everyEvent(reader)) {
    const isOther = event.kind === "private-chain-published" && isOtherHead(event.after, check.heads.private);
    if (isOther) faults.push({ code: "published-head-other", params: { at: event.at } });
    check.add(event);
  }
  const kept = await reader.get("publishedHeads", "private");
  const found = check.heads.private.position;
  if (kept && found < kept.position) faults.push({ code: "chain-cut", params: { found, expected: kept.position } });
  return [...check.faults().map(({ code, ...params }) => ({ code, params })), ...faults];
}

/** Whether a head that was published is not the one that the chain had. */
function isOtherHead(published: unknown, { position, link }: ChainHead): boolean {
  const head = published as ChainHead | null;
  return head !== null && (head.position !== position || head.link !== link);
}

/** Hands the lines of a backup of the whole forum, in one state, to a function that writes them. */
export async function writeBackup(
  { store, now }: Pick<Context, "store" | "now">,
  write: (lines: AsyncIterable<string>) => Promise<void>,
): Promise<void> {
  await store.read((reader) => write(backupLines(reader, now().toISOString())), { once: true });
}
