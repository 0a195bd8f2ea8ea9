import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import type { Store } from "../../server/store/store.ts";

/** Whether a place is the URL of a database. Other places are folders. */
export const isDatabase = (place: string): boolean => place.startsWith("postgres:");

/** Opens the store of a folder or a database. `snapshotAfter` is for folders. */
export async function openPlace(place: string, { snapshotAfter }: { snapshotAfter?: number } = {}): Promise<Store> {
  if (!isDatabase(place)) {
    return openLowdbStore({ folder: place, ...(snapshotAfter !== undefined && { snapshotAfter }) });
  }
  // Loaded only here, because most processes use a folder.
  const { openPostgresStore } = await import("../../server/store/postgres/postgres.ts");
  return openPostgresStore({ url: place });
}
