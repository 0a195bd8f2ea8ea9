import type { Actor } from "#core/access/permissions.ts";
import { placementStates, type PlacementState } from "#core/place/placement.ts";
import type { Ledger } from "#core/contract/ledger-operations.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { readSaid } from "../annotations/get-annotations.ts";
import { isWaiting, ledgerEntry } from "../annotations/ledger-entry.ts";
import { placeThreads } from "../annotations/place-threads.ts";
import { addressOf } from "../versions/version-order.ts";

/**
 * What became, on a version, of everything said before it that stands and that the actor may know of.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getLedger(
  context: Context,
  actor: Actor,
  input: { version: string; states?: readonly PlacementState[] | undefined; waiting: boolean },
): Promise<Ledger> {
  const { found, said } = await context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, input.version);
    return { found, said: await readSaid(context, reader, actor, found) };
  });
  const { version, versions } = found;
  const homes = new Map(said.line.map((home) => [home.id, home]));
  const threads = said.threads.filter(
    ({ annotation }) => annotation.standing === "open" && annotation.versionId !== version.id,
  );
  const placements = await placeThreads(context, threads, said.line);
  const states = new Set<PlacementState>(input.states ?? placementStates);
  const entries = threads.flatMap((thread, index) => {
    const [home, placement] = [homes.get(thread.annotation.versionId), placements[index]];
    if (!home || !placement || !states.has(placement.state) || (input.waiting && !isWaiting(placement))) return [];
    return [ledgerEntry(context, said.sight, found, home, thread, placement)];
  });
  const { id, label, date, language } = version;
  return {
    version: { id, label, date, language, address: addressOf(version, versions) },
    counts: countsOf(placements.map(({ state }) => state)),
    waiting: placements.filter(isWaiting).length,
    entries: await Promise.all(entries),
  };
}

function countsOf(states: readonly PlacementState[]): Ledger["counts"] {
  const counts = Object.fromEntries(placementStates.map((state) => [state, 0])) as Ledger["counts"];
  for (const state of states) counts[state] += 1;
  return counts;
}
