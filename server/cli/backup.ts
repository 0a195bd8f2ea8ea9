import fs from "node:fs";
import { open, rename, unlink } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { dataFolders } from "#core/messages/command-line.en.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { type Verification, verifyStore, writeBackup } from "../services/forum/backup.ts";
import { type BackupFacts, BackupError, readBackup } from "../store/backup-file.ts";
import type { Context } from "../services/kernel/context.ts";
import { DataFolderError } from "../store/lowdb/data-folder-error.ts";
import { syncFolder } from "../store/lowdb/durable-file.ts";
import { openLowdbStore } from "../store/lowdb/lowdb.ts";
import { restoreFolder } from "../store/lowdb/restore-folder.ts";
import { verifyFolder } from "../store/lowdb/verify-folder.ts";
import { socketPathOf } from "./command-socket.ts";
import type { PrintOptions } from "./command-options.ts";
import { CommandError, commandText, UsageError } from "./command-text.ts";
import { readConfig } from "./config.ts";
import type { Terminal } from "./terminal.ts";
import type { DataOption, Environment } from "./with-data.ts";

/**
 * Writes everything in the data folder to one compressed file, which only its owner can read. The server may run. The
 * file takes its name only after it was read again and checked.
 *
 * @throws UsageError if the file exists or the folder does not; CommandError if the file cannot be written;
 *   DataFolderError if the folder is damaged
 */
export async function backUp(environment: Environment, file: string, options: DataOption): Promise<string> {
  const folder = dataFolderOf(environment, options);
  if (fs.existsSync(file)) throw new UsageError("cli-backup-exists", { file });
  const aside = `${file}.writing`;
  try {
    const sink = fs.createWriteStream(aside, { mode: 0o600 });
    const running = await callServer(folder, "/backup");
    if (running) await pipeline(running, createGzip(), sink);
    else
      await onClosedFolder(folder, (context) => writeBackup(context, (lines) => pipeline(lines, createGzip(), sink)));
    const handle = await open(aside, "r+");
    await handle.sync();
    await handle.close();
    const facts = await readBackup(linesOf(aside), () => undefined);
    await rename(aside, file);
    await syncFolder(path.dirname(path.resolve(file)));
    return `${commandText("cli-backup-written", { file, ...countsOf(facts) })}\n`;
  } catch (error) {
    await unlink(aside).catch(() => undefined);
    throw backupFailure(error, file);
  }
}

/**
 * Fills an empty data folder from a backup.
 *
 * @throws DataFolderError not-empty; CommandError if the file is missing, damaged or incomplete. The folder is empty
 *   then.
 */
export async function restore(environment: Environment, file: string, options: DataOption): Promise<string> {
  const { dataFolder } = configOf(environment, options);
  try {
    const facts = await restoreFolder(dataFolder, linesOf(file));
    const params = { folder: dataFolder, createdAt: facts.createdAt, ...countsOf(facts) };
    return `${commandText("cli-restored", params)}\n`;
  } catch (error) {
    throw backupFailure(error, file);
  }
}

/**
 * Checks the data folder and prints each fault. A running server checks its own folder.
 *
 * @throws CommandError if there is a fault
 */
export async function verify({ environment, write }: Terminal, { format, ...options }: PrintOptions): Promise<void> {
  const folder = dataFolderOf(environment, options);
  const running = await callServer(folder, "/verification");
  const found = running
    ? (JSON.parse(Buffer.concat((await running.toArray()) as Buffer[]).toString()) as Verification)
    : await verifyClosed(folder);
  const { faults, events, bodies } = found;
  if (format === "json") write(`${JSON.stringify({ folder, ...found }, null, 2)}\n`);
  else if (faults.length === 0) write(`${commandText("cli-verified", { folder, events, bodies })}\n`);
  if (faults.length === 0) return;
  const lines = faults.map((fault) => `  ${uncheckedText(fault, "en", { en: dataFolders })}`);
  throw new CommandError("cli-faults", { faults: faults.length, folder, list: lines.join("\n") });
}

/** Checks a folder that no server uses: its files first, because opening it would refuse or tidy it. */
async function verifyClosed(folder: string): Promise<Verification> {
  const faults = await verifyFolder(folder);
  if (faults.length > 0) return { faults, events: 0, bodies: 0 };
  return onClosedFolder(folder, verifyStore);
}

/** Opens a data folder that no server uses. */
async function onClosedFolder<T>(
  folder: string,
  work: (context: Pick<Context, "store" | "now">) => Promise<T>,
): Promise<T> {
  const store = await openLowdbStore({ folder });
  try {
    return await work({ store, now: () => new Date() });
  } finally {
    await store.close();
  }
}

/** Returns the answer of the server that runs on a folder, or null if none does. */
function callServer(folder: string, route: string): Promise<Readable | null> {
  const socketPath = socketPathOf(folder);
  if (!fs.existsSync(socketPath)) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, path: route, headers: { host: "localhost" } }, (response) => {
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(`${route}: ${String(response.statusCode)}`));
    });
    call.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED" || error.code === "ENOENT") resolve(null);
      else reject(error);
    });
    call.end();
  });
}

/** Yields the lines of a compressed backup. They end only at "\n", because other line ends occur in people's text. */
async function* linesOf(file: string): AsyncGenerator<string, undefined> {
  let rest = "";
  const compressed = fs.createReadStream(file);
  const content = createGunzip().setEncoding("utf8");
  compressed.on("error", (error) => content.destroy(error)).pipe(content);
  for await (const chunk of content) {
    const lines = (rest + (chunk as string)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
  return undefined;
}

const countsOf = ({ events, values, bodies }: BackupFacts): Pick<BackupFacts, "events" | "values" | "bodies"> => ({
  events,
  values,
  bodies,
});

function configOf(environment: Environment, { data }: DataOption): ReturnType<typeof readConfig> {
  return readConfig({ ...environment, ...(data === undefined ? {} : { DATA_DIR: data }) });
}

/** @throws UsageError if the folder does not exist */
function dataFolderOf(environment: Environment, options: DataOption): string {
  const { dataFolder } = configOf(environment, options);
  if (!fs.existsSync(dataFolder)) throw new UsageError("cli-no-data", { folder: dataFolder });
  return dataFolder;
}

/** Returns the error of a backup that cannot be written or read, in words. */
function backupFailure(error: unknown, file: string): unknown {
  if (error instanceof BackupError) return new CommandError(`cli-${error.code}`, { file, line: error.line });
  if (error instanceof CommandError || error instanceof DataFolderError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new CommandError("cli-no-file", { file: path.resolve(file) });
  if (code === "Z_BUF_ERROR" || code === "Z_DATA_ERROR" || code === "ERR_STREAM_PREMATURE_CLOSE") {
    return new CommandError("cli-backup-cut-off", { file });
  }
  return code === undefined ? error : new CommandError("cli-unreadable", { file, reason: code });
}
