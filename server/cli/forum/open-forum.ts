import type { Agent } from "node:http";
import pino, { type Logger } from "pino";
import { openIdProvider } from "../../identity/openid-provider.ts";
import { openMail } from "../../mail/open-mail.ts";
import { openPrinter } from "../../printing/chromium-printer.ts";
import { createContext } from "../../services/create-context.ts";
import { setUpForum } from "../../services/forum/set-up.ts";
import type { Context, IdentityProvider } from "../../services/kernel/context.ts";
import { fileTasksWithin } from "../../services/kernel/file-tasks.ts";
import { steadyClock } from "../../services/kernel/clock.ts";
import { createCommandApp, InProcess } from "./command-app.ts";
import type { Config } from "./config.ts";
import { linkBaseOf } from "./listen.ts";
import { existingPlace, openStore, type Place, placeOf } from "./open-store.ts";

/**
 * Opens the place of a forum for one command. Returns how to reach its operations, and a function that closes it. A place
 * that may be new gets a forum.
 *
 * @throws UsageError if the folder does not exist and must; CommandError if it is not usable; DataFolderError;
 *   DatabaseError
 */
export async function openForum(
  config: Config,
  mayBeNew: boolean,
): Promise<{ agent: Agent; close: () => Promise<void> }> {
  const place = mayBeNew ? placeOf(config) : existingPlace(config);
  const logger = pino({ level: "warn" }, pino.destination(2));
  const printer = openPrinterOf(config, logger);
  const mail = await openMailFor(config, logger);
  const { context, isEmpty } = await openContext(place, config.publicUrl, logger, {
    print: printer?.print ?? null,
    linkBase: linkBaseOf(config),
    sessionDays: config.sessionDays,
    privateNetworks: config.privateNetworks,
    files: fileTasksWithin(config.reading.text),
    providers: openProviders(config, logger),
    ...mail.tasks,
  });
  if (mayBeNew && isEmpty) await setUpForum(context);
  // The command itself prints the reason of a failure.
  const agent = new InProcess(createCommandApp({ context, logger: { error: () => undefined } }));
  return {
    agent,
    close: async () => {
      agent.destroy();
      await printer?.close();
      mail.close();
      await context.store.close();
    },
  };
}

/** Opens outgoing mail. `written` hears of each message that became a file. */
export async function openMailFor(
  { mail }: Pick<Config, "mail">,
  logger: Pick<Logger, "warn">,
  written: (file: string) => void = () => undefined,
): Promise<{
  tasks: Pick<Context, "sendMail" | "forgetMails" | "mailReaches" | "mailServer" | "replyAddress">;
  close: () => void;
}> {
  const { sendMail, mailServer, forgetMails, close } = await openMail(mail, {
    written,
    failed: (fault) => logger.warn(fault, "message not sent"),
  });
  const { smtpUrl, replyAddress } = mail;
  return { tasks: { sendMail, mailServer, forgetMails, mailReaches: smtpUrl !== null, replyAddress }, close };
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

/** Opens the browser that prints PDF files. Null if none is installed. */
export function openPrinterOf(
  { chromium }: Pick<Config, "chromium">,
  logger: Pick<Logger, "warn">,
): ReturnType<typeof openPrinter> | null {
  if (chromium === null) return null;
  return openPrinter({ executablePath: chromium, notice: (error) => logger.warn({ err: error }, "page not printed") });
}

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
  overrides: Parameters<typeof createContext>[1] = {},
  lost?: (error: Error) => void,
): Promise<{ context: Context; isEmpty: boolean }> {
  const store = await openStore(place, logger, lost);
  const { isEmpty, lastEvent } = await store.read(async (reader) => {
    const [event] = await reader.events({ after: (await reader.lastEvent()) - 1, limit: 1 });
    return { isEmpty: (await reader.list("forum")).length === 0, lastEvent: event ? new Date(event.at) : null };
  });
  return {
    context: createContext(store, { publicUrl, now: steadyClock(lastEvent, Date.now, store), ...overrides }),
    isEmpty,
  };
}
