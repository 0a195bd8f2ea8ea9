import fs from "node:fs";
import pino, { type Logger } from "pino";
import type { Actor } from "#core/access/permissions.ts";
import { type Config, readConfig } from "./config.ts";
import { openIdProvider } from "../identity/openid-provider.ts";
import { openMail } from "../mail/open-mail.ts";
import { openPrinter } from "../printing/chromium-printer.ts";
import { createContext } from "../services/create-context.ts";
import { getLibrary, getVersion } from "../services/forum/library.ts";
import { programActor } from "../services/kernel/authorise.ts";
import type { Context } from "../services/kernel/context.ts";
import { fileTasksWithin } from "../services/kernel/file-tasks.ts";
import type { IdentityProvider } from "../services/kernel/identity-provider.ts";
import { ProblemError } from "../services/kernel/problem.ts";
import { steadyClock } from "../services/kernel/steady-clock.ts";
import { readActor } from "../services/people/read-actor.ts";
import type { Store } from "../store/store.ts";
import { linkBaseOf } from "./listen.ts";
import { CommandError, UsageError } from "./command-text.ts";
import { openStore, type Place, placeOf } from "./open-store.ts";
import { openSocketStore } from "./socket-store.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** The data folder. Defaults to the database, then to DATA_DIR, then to the built-in default. */
export interface DataOption {
  data?: string | undefined;
}

/** Runs a service call for a version. If the version does not exist, the error lists the existing ones. */
export async function onVersion<T>(context: Context, address: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ProblemError && error.code === "not-found") throw await noVersion(context, address);
    throw error;
  }
}

async function noVersion(context: Context, address: string): Promise<CommandError> {
  const hasForum = await context.store.read(async (reader) => (await reader.list("forum")).length > 0);
  const { documents } = hasForum ? await getLibrary(context, programActor, { size: 100 }) : { documents: [] };
  const addresses = documents.flatMap(({ versions }) => versions.map((version) => version.address));
  return addresses.length > 0
    ? new CommandError("cli-no-version", { address, known: addresses.join(", ") })
    : new CommandError("cli-no-versions", { address });
}

/** Reads the settings of a command. A data folder that is named on the command line wins over a database. */
export function configOf(environment: Environment, { data }: DataOption): Config {
  return readConfig({ ...environment, ...(data === undefined ? {} : { DATA_DIR: data, DATABASE_URL: "" }) });
}

/**
 * Opens a data folder or a database, runs work on it, and closes it. If a server runs on the folder, works on the server's
 * store.
 *
 * @throws UsageError if the folder does not exist.
 */
export async function withData<T>(
  environment: Environment,
  { mayBeNew = false, ...options }: DataOption & { mayBeNew?: boolean },
  work: (context: Context, isEmpty: boolean) => Promise<T>,
): Promise<T> {
  const config = configOf(environment, options);
  const { publicUrl, chromium } = config;
  const place = mayBeNew ? placeOf(config) : existingPlace(config);
  const logger = pino({ level: "warn" }, pino.destination(2));
  const notice = (error: unknown): void => logger.warn({ err: error }, "page not printed");
  const printer = chromium === null ? null : openPrinter({ executablePath: chromium, notice });
  const print = printer?.print ?? null;
  const mail = await openMailFor(config, logger);
  const served = typeof place === "string" ? await openSocketStore(place) : null;
  const tasks = {
    print,
    linkBase: served?.linkBase ?? linkBaseOf(config),
    sessionDays: config.sessionDays,
    files: fileTasksWithin(config.reading.text),
    providers: openProviders(config, logger),
    ...mail.tasks,
  };
  const { context, isEmpty } = served
    ? await contextOver(served.store, publicUrl, tasks)
    : await openContext(place, publicUrl, logger, tasks);
  try {
    return await work(context, isEmpty);
  } finally {
    await printer?.close();
    mail.close();
    await context.store.close();
  }
}

/** @throws UsageError if the data folder does not exist */
export function existingPlace(config: Config): Place {
  const place = placeOf(config);
  if (typeof place === "string" && !fs.existsSync(place)) throw new UsageError("cli-no-data", { folder: place });
  return place;
}

/** Opens outgoing mail. `written` hears of each message that became a file. */
export async function openMailFor(
  { mail }: Pick<Config, "mail">,
  logger: Pick<Logger, "warn">,
  written: (file: string) => void = () => undefined,
): Promise<{ tasks: Pick<Context, "sendMail" | "forgetMails" | "mailReaches">; close: () => void }> {
  const { sendMail, forgetMails, close } = await openMail(mail, {
    written,
    failed: (fault) => logger.warn(fault, "message not sent"),
  });
  return { tasks: { sendMail, forgetMails, mailReaches: mail.smtpUrl !== null }, close };
}

/** Opens the configured providers of sign-in. None is asked anything yet. */
export function openProviders(
  { providers }: Pick<Config, "providers">,
  logger: Pick<Logger, "warn">,
): IdentityProvider[] {
  return providers.map((settings) =>
    openIdProvider(settings, (fault) => logger.warn(fault, "provider of sign-in failed")),
  );
}

/** The parts of a context that differ between servers and commands. */
type Tasks = Partial<
  Pick<
    Context,
    | "compare"
    | "linkBase"
    | "mailReaches"
    | "files"
    | "print"
    | "providers"
    | "renderFile"
    | "sendMail"
    | "forgetMails"
    | "sessionDays"
    | "modelForum"
  >
>;

/**
 * Opens a data folder or a database. Returns the services' context, and whether there is no forum yet. `lost` hears if this
 * process cannot use it any longer; it should stop then.
 *
 * @throws CommandError if the folder is not usable; DataFolderError; DatabaseError
 */
export async function openContext(
  place: Place,
  publicUrl: string | null,
  logger: Pick<Logger, "warn">,
  overrides: Tasks = {},
  lost?: (error: Error) => void,
): Promise<{ context: Context; isEmpty: boolean }> {
  return contextOver(await openStore(place, logger, lost), publicUrl, overrides);
}

async function contextOver(
  store: Store,
  publicUrl: string | null,
  overrides: Tasks,
): Promise<{ context: Context; isEmpty: boolean }> {
  const { isEmpty, lastEvent } = await store.read(async (reader) => {
    const [event] = await reader.events({ after: (await reader.lastEvent()) - 1, limit: 1 });
    return { isEmpty: (await reader.list("forum")).length === 0, lastEvent: event ? new Date(event.at) : null };
  });
  return {
    context: createContext(store, { publicUrl, now: steadyClock(lastEvent, Date.now, store), ...overrides }),
    isEmpty,
  };
}

/**
 * Finds the participant who acts on the command line.
 *
 * @throws CommandError if there is no participant with this id
 */
export async function participantActor(context: Context, id: string): Promise<Actor> {
  const participants = await context.store.read((reader) => reader.list("participants"));
  const participant = participants.find((participant) => participant.id === id);
  if (participant) return context.store.read((reader) => readActor(context, reader, participant));
  const ids = participants.map((participant) => participant.id).toSorted();
  throw ids.length > 0
    ? new CommandError("cli-no-participant", { participant: id, known: ids.join(", ") })
    : new CommandError("cli-no-participants", { participant: id });
}

/** Options of a command that prints an answer. */
export type AnswerOptions = DataOption & { format: "json" | "text" };

/** Returns a version with its text. If the version does not exist, the error lists the existing ones. */
export function versionAt(context: Context, address: string): ReturnType<typeof getVersion> {
  return onVersion(context, address, () => getVersion(context, programActor, { version: address }));
}
