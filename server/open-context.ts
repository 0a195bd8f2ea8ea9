import type { Logger } from "pino";
import { createContext, type Context } from "./services/context.ts";
import { openLowdbStore } from "./store/lowdb.ts";

/** The services' context over a data folder, and whether no forum is in it yet. */
export async function openContext(
  dataFolder: string,
  publicUrl: string | null,
  logger: Pick<Logger, "warn">,
  given: Partial<Pick<Context, "compare">> = {},
): Promise<{ context: Context; isEmpty: boolean }> {
  const store = await openLowdbStore({
    folder: dataFolder,
    notice: (notice) => logger.warn(notice, "store notice"),
  });
  const isEmpty = await store.read(async (reader) => (await reader.list("forum")).length === 0);
  return { context: createContext(store, { publicUrl, ...given }), isEmpty };
}
