import { type PassingRows, passingCollections } from "../../store/passing-rows.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { Context } from "./context.ts";
import { sha256 } from "./hashes.ts";

/** Rows of one collection. More come only from an attack, and the first to expire are then removed. */
const mostRows = 100_000;
const minute = 60_000;

/** Returns a passing row that has not expired. */
export async function getPassing<C extends keyof PassingRows>(
  context: Pick<Context, "now">,
  reader: Reader,
  collection: C,
  id: string,
): Promise<PassingRows[C] | null> {
  const row = (await reader.get(collection, id)) as PassingRows[C] | undefined;
  return row && row.expiresAt > context.now().toISOString() ? row : null;
}

/** Stores a passing row, and removes expired ones from time to time. */
export async function putPassing<C extends keyof PassingRows>(
  context: Pick<Context, "now" | "sweeps">,
  writer: Writer,
  collection: C,
  row: PassingRows[C],
): Promise<void> {
  const now = context.now();
  if (context.sweeps.isDue(now.getTime())) await removeExpired(writer, now);
  await writer.put(collection, row as never);
}

/** Takes a row, which is possible once. Returns null if it does not exist or has expired. */
export async function takePassing<C extends keyof PassingRows>(
  context: Pick<Context, "now" | "store">,
  collection: C,
  id: string,
): Promise<PassingRows[C] | null> {
  return context.store.transact(async (writer) => {
    const row = await getPassing(context, writer, collection, id);
    if (row) await writer.remove(collection, id);
    return row;
  });
}

/** Returns the id of a row that only one browser can take. The browser's token and the key are not stored. */
export function passingId(browser: string, key: string): string {
  return sha256(`${browser} ${key}`);
}

/** Removes expired rows, and those beyond the limit. */
export async function removeExpired(writer: Writer, now: Date, most: number = mostRows): Promise<void> {
  for (const collection of passingCollections) {
    const rows = await writer.list(collection);
    const live = rows.filter(({ expiresAt }) => expiresAt > now.toISOString());
    const ends = live.map(({ expiresAt }) => expiresAt).toSorted();
    const first = ends[live.length - most] ?? "";
    for (const { id, expiresAt } of rows)
      if (expiresAt <= now.toISOString() || (live.length > most && expiresAt < first))
        await writer.remove(collection, id);
  }
}

/** Removes expired rows now and every quarter of an hour, also while nobody signs in. Returns a function that ends it. */
export function followExpiry(context: Pick<Context, "now" | "store">, failed: (error: unknown) => void): () => void {
  const look = (): void =>
    void context.store
      .transact((writer) => removeExpired(writer, context.now()))
      .catch((error: unknown) => failed(error));
  const timer = setInterval(look, 15 * minute);
  timer.unref();
  look();
  return () => clearInterval(timer);
}

/**
 * Ends a person's sessions, access tokens, unused links and waiting change of address, within a transaction that records
 * why. None of them comes back, whatever is undone later.
 */
export async function endAccess(writer: Writer, participantId: string): Promise<void> {
  for (const collection of ["sessions", "tokens", "invitations"] as const) {
    for (const { id } of await writer.list(collection, { participantId })) await writer.remove(collection, id);
  }
  await writer.remove("emailChanges", participantId);
}

/** Ends the unused links of a person, because they may have reached somebody else. */
export async function endLinks(writer: Writer, participantId: string): Promise<void> {
  for (const { id } of await writer.list("invitations", { participantId })) await writer.remove("invitations", id);
}
