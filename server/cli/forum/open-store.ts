import { existsSync } from "node:fs";
import type { Logger } from "pino";
import type { BackupFacts } from "../../store/backup-file.ts";
import { openLowdbStore } from "../../store/lowdb/lowdb.ts";
import { restoreFolder } from "../../store/lowdb/restore-folder.ts";
import { shownUrl } from "../../store/postgres/database-error.ts";
import { type Features, openPostgresStore } from "../../store/postgres/postgres.ts";
import { restoreTables } from "../../store/postgres/restore-tables.ts";
import type { Store } from "../../store/store.ts";
import { CommandError, UsageError } from "../output/terminal.ts";
import type { Config } from "./config.ts";

/** The storage of a forum: the path of a data folder, or a database. */
export type Place = string | { url: string; features: Features };

/** Returns where the settings say that the forum is kept. */
export function placeOf({ database, dataFolder }: Pick<Config, "database" | "dataFolder">): Place {
  return database ?? dataFolder;
}

/** @throws UsageError if the data folder does not exist */
export function existingPlace(config: Config): Place {
  const place = placeOf(config);
  if (typeof place === "string" && !existsSync(place)) throw new UsageError("cli-no-data", { folder: place });
  return place;
}

/** Returns the name of a place, for people. It contains no password. */
export function nameOf(place: Place): string {
  return typeof place === "string" ? place : shownUrl(place.url);
}

/** System errors that mean a folder is missing, not a folder, or not writable. */
const unusable = new Set(["EACCES", "EPERM", "EROFS", "EEXIST", "ENOTDIR", "ENOENT", "ENOSPC"]);

/**
 * Opens the store of a place. `lost` hears if this process cannot use it any longer; it should stop then.
 *
 * @throws CommandError if the folder is not usable; DataFolderError; DatabaseError
 */
export async function openStore(
  place: Place,
  logger: Pick<Logger, "warn">,
  lost?: (error: Error) => void,
): Promise<Store> {
  if (typeof place !== "string") {
    return openPostgresStore({
      ...place,
      ...(lost && { lost }),
      notice: (error) => logger.warn({ err: error }, "events of other servers not read"),
    });
  }
  return openLowdbStore({
    folder: place,
    ...(lost && { lost }),
    notice: (notice) => logger.warn(notice, "store notice"),
  }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    throw code !== undefined && unusable.has(code)
      ? new CommandError("start-no-folder", { folder: place, reason: code })
      : error;
  });
}

/**
 * Fills an empty place from the lines of a backup. Without `keepTokens`, everybody must sign in again.
 *
 * @throws DataFolderError; DatabaseError; BackupError
 */
export function restoreTo(
  place: Place,
  lines: AsyncIterable<string>,
  options: { keepTokens?: boolean } = {},
): Promise<BackupFacts> {
  return typeof place === "string" ? restoreFolder(place, lines, options) : restoreTables(place, lines, options);
}
