import fs from "node:fs";
import pino, { type Logger } from "pino";
import type { AppOptions } from "../http/app.ts";
import { closeToOthers, ownerOnly } from "../store/lowdb/durable-file.ts";
import { CommandError } from "./output/terminal.ts";

/** Length of the lines that wait for a slow or full disk, in characters. Further ones are dropped. */
const longestQueue = 1024 * 1024;

/**
 * Opens the access log at a path, or standard output for "-". Appends to the file, so that it can be cut while it is
 * open. Only the owner may read it, because it contains addresses and ids of people.
 *
 * @throws CommandError if the file cannot be written
 */
export async function openAccessLog(
  file: string,
  logger: Pick<Logger, "error">,
): Promise<NonNullable<AppOptions["accessLog"]>> {
  if (file === "-") return pino.destination({ dest: 1, sync: false });
  try {
    fs.closeSync(fs.openSync(file, "a", ownerOnly));
    await closeToOthers(file);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    throw new CommandError("start-no-access-log", { file, reason: code });
  }
  const destination = pino.destination({ dest: file, append: true, sync: false, maxLength: longestQueue });
  // A full disk must not end the server.
  destination.on("error", (error: unknown) => logger.error({ err: error }, "access log not written"));
  return destination;
}
