import fs from "node:fs";
import { open, rename, unlink } from "node:fs/promises";
import path from "node:path";
import { pipeline as piped } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import pino from "pino";
import { type ChainHead, parseHead } from "#core/audit/chain-line.ts";
import { databases, dataFolders } from "#core/messages/catalogues.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { recordAcceptedHeads } from "../../services/audit/audit-chain.ts";
import { type Verification, verifyRecords, verifyStore, writeBackup } from "../../services/forum/backup.ts";
import type { Context } from "../../services/kernel/context.ts";
import { withChains } from "../../services/kernel/public-chain.ts";
import { BackupError, type BackupFacts, backupLines, readBackup, recordedFacts } from "../../store/backup-file.ts";
import { DataFolderError } from "../../store/lowdb/data-folder-error.ts";
import { syncFolder } from "../../store/lowdb/durable-file.ts";
import { earlierFormOf } from "../../store/lowdb/old-forms.ts";
import { isUnused, readUnlocked } from "../../store/lowdb/read-folder.ts";
import { acceptHeads, verifyFolder } from "../../store/lowdb/verify-folder.ts";
import { acceptHead } from "../../store/postgres/check-head.ts";
import { DatabaseError } from "../../store/postgres/database-error.ts";
import { checkUnserved } from "../../store/postgres/running-servers.ts";
import type { PrintOptions } from "../output/print-answer.ts";
import { CommandError, commandText, type Terminal, UsageError } from "../output/terminal.ts";
import { type Call, runningServer } from "./call-operation.ts";
import { type Config, configOf, type DataOption, type Environment } from "./config.ts";
import { existingPlace, nameOf, openStore, type Place, placeOf, restoreTo } from "./open-store.ts";

/** Options of a backup. */
export interface BackupOptions extends DataOption {
  /** Writes a backup that would be refused because it is empty or much smaller than the last one. */
  allowSmaller?: boolean;
}

/**
 * Writes the whole forum to one compressed file, which only its owner can read. The server may run, start and stop. The
 * file takes its name only after it was read again and checked.
 *
 * A wrong setting must not replace good backups by worthless ones. So a place without a forum is refused, and so is a
 * forum with fewer than half of the events or bodies of the newest backup in the same folder.
 *
 * @throws UsageError if the file exists or the folder does not; CommandError if the backup is refused or cannot be
 *   written; DataFolderError if the folder is damaged
 */
export async function backUp(environment: Environment, file: string, options: BackupOptions): Promise<string> {
  const config = configOf(environment, options);
  const place = existingPlace(config);
  if (fs.existsSync(file)) throw new UsageError("cli-backup-exists", { file });
  if (typeof place === "string" && (await isUnused(place))) throw new CommandError("cli-backup-empty", { place });
  const aside = `${file}.writing`;
  try {
    // Made before anything can fail. A stream that made it later could do so after it was removed.
    const sink = await open(aside, "w", 0o600);
    await writeLines(config, place, sink.createWriteStream());
    const handle = await open(aside, "r+");
    await handle.sync();
    await handle.close();
    const found = new Set<string>();
    const facts = await readBackup(linesOf(aside), ([collection]) => void found.add(collection));
    if (options.allowSmaller !== true) {
      if (!found.has("forum")) throw new CommandError("cli-backup-empty", { place: nameOf(place) });
      await compareWithLast(file, facts);
    }
    await rename(aside, file);
    await syncFolder(path.dirname(path.resolve(file)));
    return `${commandText("cli-backup-written", { file, ...countsOf(facts) })}\n`;
  } catch (error) {
    await unlink(aside).catch(() => undefined);
    throw backupFailure(error, file);
  }
}

/** Writes the compressed lines of a backup: those of the server that runs on a folder, or else of the place itself. */
async function writeLines(config: Config, place: Place, sink: fs.WriteStream): Promise<void> {
  const write = (lines: AsyncIterable<string | Uint8Array>): Promise<void> => pipeline(lines, createGzip(), sink);
  const server = await runningServer(config);
  if (server) await write(linesOfServer(server));
  else if (typeof place === "string" && (await earlierFormOf(place)) === null) {
    await readUnlocked(place, (reader) => write(backupLines(reader, new Date().toISOString())));
  } else await onPlace(place, (context) => writeBackup(context, write));
}

/** @throws CommandError if the server ends or cannot read everything */
async function* linesOfServer(server: Call): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const { bytes } of (await server("backUp")).pieces) yield bytes;
  } catch {
    throw new CommandError("cli-backup-server-ended");
  }
}

/**
 * Compares a backup with the newest one beside it that has the same extension. Files that are no whole backups are left
 * out.
 *
 * @throws CommandError if it has fewer than half of the events, or of the texts and files
 */
async function compareWithLast(file: string, { events, bodies }: BackupFacts): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  const others = fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && path.extname(entry.name) === path.extname(file))
    .map(({ name }) => ({ last: path.join(folder, name), time: fs.statSync(path.join(folder, name)).mtimeMs }));
  for (const { last } of others.sort((one, other) => other.time - one.time)) {
    const earlier = await recordedFacts(linesOf(last)).catch(() => null);
    if (!earlier) continue;
    if (events * 2 >= earlier.events && bodies * 2 >= earlier.bodies) return;
    const params = { events, bodies, last, lastEvents: earlier.events, lastBodies: earlier.bodies };
    throw new CommandError("cli-backup-smaller", params);
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
export interface VerifyOptions extends PrintOptions {
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
  const lines = faults.map((fault) => `  ${uncheckedText(fault, "en", dataFolders, databases)}`);
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

/** Yields the lines of a compressed backup. They end only at "\n", because other line ends occur in people's text. */
async function* linesOf(file: string): AsyncGenerator<string, undefined> {
  // A line may be an uploaded file, so each piece is searched only once for its end.
  let pieces: string[] = [];
  const content = piped(fs.createReadStream(file), createGunzip().setEncoding("utf8"), () => undefined);
  for await (const chunk of content) {
    const [first = "", ...others] = (chunk as string).split("\n");
    pieces.push(first);
    for (const next of others) {
      yield pieces.join("");
      pieces = [next];
    }
  }
  const rest = pieces.join("");
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

/**
 * Copies the whole forum from the data folder or database to another, which must be empty, without loss: with sessions
 * and one-time links, and with the numbers and ids of events. No server may use either place, because what it writes
 * meanwhile would not be copied.
 *
 * @throws UsageError if the folder does not exist, or both places are the same; DataFolderError; DatabaseError
 */
export async function migrate(environment: Environment, to: string, options: DataOption): Promise<string> {
  const from = existingPlace(configOf(environment, options));
  const target = targetOf(environment, to);
  if (nameOf(target) === nameOf(from)) throw new UsageError("cli-migrate-same", { to: nameOf(target) });
  if (typeof from !== "string") await checkUnserved(from);
  const store = await openStore(from, pino({ level: "silent" }));
  try {
    let facts: BackupFacts | null = null;
    await writeBackup({ store, now: () => new Date() }, async (lines) => {
      facts = await restoreTo(target, withoutLineEnds(lines), { keepTokens: true });
    });
    const { events, values, bodies } = facts as unknown as BackupFacts;
    return `${commandText("cli-migrated", { from: nameOf(from), to: nameOf(target), events, values, bodies })}\n`;
  } finally {
    await store.close();
  }
}

function targetOf(environment: Environment, to: string): Place {
  if (!/^postgres(?:ql)?:/u.test(to)) return path.resolve(to);
  const { database } = configOf({ ...environment, DATABASE_URL: to }, {});
  return database ?? path.resolve(to);
}

async function* withoutLineEnds(lines: AsyncIterable<string>): AsyncGenerator<string, undefined> {
  for await (const line of lines) yield line.replace(/\n$/u, "");
  return undefined;
}
