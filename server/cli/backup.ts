import fs from "node:fs";
import { open, rename, unlink } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import pino from "pino";
import { type ChainHead, parseHead } from "#core/audit/chain-line.ts";
import { databases, dataFolders } from "#core/messages/command-line.en.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { recordAcceptedHeads } from "../services/audit/accepted-heads.ts";
import { type Verification, verifyRecords, verifyStore, writeBackup } from "../services/forum/backup.ts";
import { withChains } from "../services/kernel/public-chain.ts";
import { type BackupFacts, BackupError, readBackup } from "../store/backup-file.ts";
import type { Context } from "../services/kernel/context.ts";
import { DataFolderError } from "../store/lowdb/data-folder-error.ts";
import { syncFolder } from "../store/lowdb/durable-file.ts";
import { acceptHeads } from "../store/lowdb/accept-heads.ts";
import { verifyFolder } from "../store/lowdb/verify-folder.ts";
import { acceptHead } from "../store/postgres/check-head.ts";
import { DatabaseError } from "../store/postgres/database-error.ts";
import { socketPathOf } from "./command-socket.ts";
import type { PrintOptions } from "./command-options.ts";
import { CommandError, commandText, UsageError } from "./command-text.ts";
import { nameOf, openStore, type Place, placeOf, restoreTo } from "./open-store.ts";
import type { Terminal } from "./terminal.ts";
import { configOf, type DataOption, type Environment, existingPlace } from "./with-data.ts";

/**
 * Writes the whole forum to one compressed file, which only its owner can read. The server may run. The
 * file takes its name only after it was read again and checked.
 *
 * @throws UsageError if the file exists or the folder does not; CommandError if the file cannot be written;
 *   DataFolderError if the folder is damaged
 */
export async function backUp(environment: Environment, file: string, options: DataOption): Promise<string> {
  const place = existingPlace(configOf(environment, options));
  if (fs.existsSync(file)) throw new UsageError("cli-backup-exists", { file });
  const aside = `${file}.writing`;
  try {
    const sink = fs.createWriteStream(aside, { mode: 0o600 });
    const running = await callServer(place, "/backup");
    if (running) await pipeline(running, createGzip(), sink);
    else await onPlace(place, (context) => writeBackup(context, (lines) => pipeline(lines, createGzip(), sink)));
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
 * Fills an empty data folder or database from a backup.
 *
 * @throws DataFolderError not-empty; CommandError if the file is missing, damaged or incomplete. The place is
 *   empty then.
 */
export async function restore(environment: Environment, file: string, options: DataOption): Promise<string> {
  const place = placeOf(configOf(environment, options));
  try {
    const facts = await restoreTo(place, linesOf(file));
    const params = { folder: nameOf(place), createdAt: facts.createdAt, ...countsOf(facts) };
    return `${commandText("cli-restored", params)}\n`;
  } catch (error) {
    throw backupFailure(error, file);
  }
}

/** Options of `verify`. */
interface VerifyOptions extends PrintOptions {
  /** Heads of the public chain that somebody noted earlier: "4711:9f2c…". */
  head?: string[];
  /** Whether the operator accepts the events that are there as all that there were. */
  acceptHeads?: boolean;
}

/**
 * Checks the data folder or database and prints each fault. A server may use it meanwhile.
 *
 * @throws CommandError if there is a fault; UsageError if a head is not one
 */
export async function verify({ environment, write }: Terminal, given: VerifyOptions): Promise<void> {
  const { format, head = [], acceptHeads = false, ...options } = given;
  const place = existingPlace(configOf(environment, options));
  const folder = nameOf(place);
  const noted = head.map((text) => {
    const parsed = parseHead(text);
    if (!parsed) throw new UsageError("cli-not-head", { head: text });
    return parsed;
  });
  if (acceptHeads) await acceptHeadsOf(place);
  const found = await verifyPlace(place, noted);
  const { faults, events, bodies } = found;
  if (format === "json") write(`${JSON.stringify({ folder, ...found }, null, 2)}\n`);
  else if (faults.length === 0) write(`${commandText("cli-verified", { folder, events, bodies })}\n`);
  if (faults.length === 0) return;
  const lines = faults.map((fault) => `  ${uncheckedText(fault, "en", { en: { ...dataFolders, ...databases } })}`);
  throw new CommandError("cli-faults", { faults: faults.length, folder, list: lines.join("\n") });
}

/** Checks a database, or the files of a folder, which is not opened: that would refuse or tidy it. */
async function verifyPlace(place: Place, noted: readonly ChainHead[]): Promise<Verification> {
  if (typeof place !== "string") return onPlace(place, (context) => verifyStore(context, noted));
  const { faults, reader } = await verifyFolder(place);
  if (!reader) return { faults, events: 0, bodies: 0 };
  const found = await verifyRecords(reader, noted);
  return { ...found, faults: [...faults, ...found.faults] };
}

/** Takes the events that are there for all that there were, and records that in the public chain. */
async function acceptHeadsOf(place: Place): Promise<void> {
  const found = typeof place === "string" ? await acceptHeads(place) : await acceptHead(place.url);
  await onPlace(place, ({ store, now }) => recordAcceptedHeads({ store: withChains(store), now }, found));
}

/** Opens a database, or a data folder that no server uses. */
async function onPlace<T>(place: Place, work: (context: Pick<Context, "store" | "now">) => Promise<T>): Promise<T> {
  const store = await openStore(place, pino({ level: "silent" }));
  try {
    return await work({ store, now: () => new Date() });
  } finally {
    await store.close();
  }
}

/** Returns the answer of the server that runs on a folder, or null if none does. */
function callServer(place: Place, route: string): Promise<Readable | null> {
  const socketPath = typeof place === "string" ? socketPathOf(place) : "";
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

/** Returns the error of a backup that cannot be written or read, in words. */
function backupFailure(error: unknown, file: string): unknown {
  if (error instanceof BackupError) return new CommandError(`cli-${error.code}`, { file, line: error.line });
  if (error instanceof CommandError || error instanceof DataFolderError || error instanceof DatabaseError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return new CommandError("cli-no-file", { file: path.resolve(file) });
  if (code === "Z_BUF_ERROR" || code === "Z_DATA_ERROR" || code === "ERR_STREAM_PREMATURE_CLOSE") {
    return new CommandError("cli-backup-cut-off", { file });
  }
  return code === undefined ? error : new CommandError("cli-unreadable", { file, reason: code });
}
