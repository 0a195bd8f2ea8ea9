import type { Logger } from "pino";
import { createContext, type Context } from "../services/kernel/context.ts";
import { openLowdbStore } from "../store/lowdb/lowdb.ts";
import { Refusal } from "./refusal.ts";

/** What the system says of a folder that is none, or that may not be written. */
const unusable = new Set(["EACCES", "EPERM", "EROFS", "EEXIST", "ENOTDIR", "ENOENT", "ENOSPC"]);

/**
 * The services' context over a data folder, and whether no forum is in it yet.
 * @throws Refusal where nothing can be kept in the folder
 */
export async function openContext(
  dataFolder: string,
  publicUrl: string | null,
  logger: Pick<Logger, "warn">,
  given: Partial<
    Pick<Context, "compare" | "readDraft" | "readRemarks" | "placeMarkedText" | "rankVersions" | "drawFile" | "print">
  > = {},
): Promise<{ context: Context; isEmpty: boolean }> {
  const store = await openLowdbStore({
    folder: dataFolder,
    notice: (notice) => logger.warn(notice, "store notice"),
  }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    throw code !== undefined && unusable.has(code)
      ? new Refusal("start-no-folder", { folder: dataFolder, reason: code })
      : error;
  });
  const isEmpty = await store.read(async (reader) => (await reader.list("forum")).length === 0);
  return { context: createContext(store, { publicUrl, ...given }), isEmpty };
}
