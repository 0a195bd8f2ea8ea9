import fs from "node:fs";
import pino, { type Logger } from "pino";
import type { Actor } from "#core/access/permissions.ts";
import { readConfig } from "../config.ts";
import { openPrinter } from "../printing/chromium-printer.ts";
import { createContext } from "../services/create-context.ts";
import { getLibrary, getVersion } from "../services/forum/library.ts";
import { programActor } from "../services/kernel/authorise.ts";
import type { Context } from "../services/kernel/context.ts";
import { ProblemError } from "../services/kernel/problem.ts";
import { openLowdbStore } from "../store/lowdb/lowdb.ts";
import { Refusal, WrongUse } from "./say-command.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Which data folder: the option, else DATA_DIR, else the default. */
export interface DataOption {
  data?: string | undefined;
}

/** What a service answers for a version; where there is none at the address, what there is instead is said. */
export async function onVersion<T>(context: Context, address: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ProblemError && error.code === "not-found") throw await noVersion(context, address);
    throw error;
  }
}

async function noVersion(context: Context, address: string): Promise<Refusal> {
  const hasForum = await context.store.read(async (reader) => (await reader.list("forum")).length > 0);
  const { documents } = hasForum ? await getLibrary(context, programActor) : { documents: [] };
  const known = documents.flatMap(({ versions }) => versions.map((version) => version.address));
  return known.length > 0
    ? new Refusal("cli-no-version", { address, known: known.join(", ") })
    : new Refusal("cli-no-versions", { address });
}

/** Does some work on a data folder, and lets go of it. @throws WrongUse where there is none */
export async function withData<T>(
  environment: Environment,
  { data, mayBeNew = false }: DataOption & { mayBeNew?: boolean },
  work: (context: Context, isEmpty: boolean) => Promise<T>,
): Promise<T> {
  const { dataFolder, publicUrl, chromium } = readConfig({
    ...environment,
    ...(data === undefined ? {} : { DATA_DIR: data }),
  });
  if (!mayBeNew && !fs.existsSync(dataFolder)) throw new WrongUse("cli-no-data", { folder: dataFolder });
  const logger = pino({ level: "warn" }, pino.destination(2));
  const notice = (error: unknown): void => logger.warn({ err: error }, "page not printed");
  const printer = chromium === null ? null : openPrinter({ executablePath: chromium, notice });
  const print = printer?.print ?? null;
  const { context, isEmpty } = await openContext(dataFolder, publicUrl, logger, { print });
  try {
    return await work(context, isEmpty);
  } finally {
    await printer?.close();
    await context.store.close();
  }
}

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

/** Somebody of the forum, who speaks on the command line. @throws Refusal where there is nobody by that id */
export async function participantActor(context: Context, id: string): Promise<Actor> {
  const participants = await context.store.read((reader) => reader.list("participants"));
  const found = participants.find((participant) => participant.id === id);
  if (found) return { participantId: found.id, organisationId: found.organisationId, role: found.role };
  const known = participants.map((one) => one.id).toSorted();
  throw known.length > 0
    ? new Refusal("cli-no-participant", { participant: id, known: known.join(", ") })
    : new Refusal("cli-no-participants", { participant: id });
}

export type AnswerOptions = DataOption & { format: "json" | "text" };

export function versionAt(context: Context, address: string): ReturnType<typeof getVersion> {
  return onVersion(context, address, () => getVersion(context, programActor, { version: address }));
}
