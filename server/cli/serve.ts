import { createServer, type Server } from "node:http";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Express } from "express";
import pino, { type Logger } from "pino";
import { noJurisdiction } from "#core/access/forum.ts";
import { OpenStreams } from "../http/api/event-stream.ts";
import { createApp } from "../http/app.ts";
import { ConnectionLimit } from "../http/connection-limit.ts";
import { answerProbe, Readiness } from "../http/probes.ts";
import { measuredStore } from "../metrics/measured-store.ts";
import { openMetrics } from "../metrics/metrics.ts";
import { followDays } from "../services/audit/audit-chain.ts";
import { checkRecords } from "../services/forum/backup.ts";
import { followDamage } from "../services/forum/damage-report.ts";
import { getLibrary } from "../services/forum/library.ts";
import { seedForum } from "../services/forum/seed-forum.ts";
import { setUpForum } from "../services/forum/set-up.ts";
import { programActor } from "../services/kernel/authorise.ts";
import type { Context } from "../services/kernel/context.ts";
import { followWebhooks } from "../services/hooks/follow-webhooks.ts";
import { followExpiry } from "../services/kernel/passing.ts";
import { CountedStorage } from "../services/kernel/storage-use.ts";
import { watchWrites } from "../services/kernel/watch-writes.ts";
import { followAnnouncements } from "../services/announcements/announcement.ts";
import { followMailings } from "../services/mailing/follow-mailings.ts";
import { mailLoad } from "../services/mailing/mail-state.ts";
import { writeNews } from "../services/mailing/write-news.ts";
import { followMails } from "../services/people/mail-queue.ts";
import { followConsultations } from "../services/publication/consultation.ts";
import { openComparisonPool } from "../workers/comparison-pool.ts";
import { openReadingPool } from "../workers/reading-pool.ts";
import { openWritingPool } from "../workers/writing-pool.ts";
import { openAccessLog } from "./access-log.ts";
import { createCommandApp } from "./forum/command-app.ts";
import { listenForCommands } from "./forum/command-socket.ts";
import type { Config } from "./forum/config.ts";
import { addressesOf, listen } from "./forum/listen.ts";
import { openContext, openMailFor, openPrinterOf, openProviders } from "./forum/open-forum.ts";
import { nameOf, placeOf } from "./forum/open-store.ts";
import { onStopSignal, RunningRequests } from "./forum/stop-server.ts";
import { commandText } from "./output/terminal.ts";
import { errorMessage } from "./output/error-message.ts";
import { journalSize, serveMetrics } from "./serve-metrics.ts";
import { startLinks } from "./start-links.ts";

/** Extension of the running modules: TypeScript source, or bundles in dist/server. */
const extension = path.extname(fileURLToPath(import.meta.url));
const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/** Folders of the model forum. */
const modelForum = [
  path.join(projectFolder, "fixtures", "wtpf-13"),
  path.join(projectFolder, "fixtures", "agreement"),
] as const;

/** Time, in ms, that a stop usually takes. After it, the terminal says what the stop waits for. */
const quickStop = 300;

/** Maximum wait for messages that are being sent when the server stops, in ms. */
const lastWork = 3000;

/** Time for requests to finish after another process has taken the data folder over, in ms. They can read nothing more. */
const graceAfterLoss = 1000;

/**
 * Starts the server: opens the data folder or database, listens, fills it if it is empty, and prints the address and how
 * to sign in. Requests wait until it is filled.
 *
 * @throws CommandError if the folder or the port is not available; DataFolderError; DatabaseError
 */
export async function serve(
  config: Config,
  print: (line: string) => void,
  warn: (line: string) => void,
): Promise<void> {
  const logger = pino({ level: config.logLevel }, pino.destination(2));
  const accessLog = config.accessLog === null ? null : await openAccessLog(config.accessLog, logger);
  const place = placeOf(config);
  const readiness = new Readiness();
  const connections = new ConnectionLimit();
  const streams = new OpenStreams(connections.mostStreams);
  const workers = openWorkers(config, logger);
  const mail = await openMailFor(config, logger, (file) => print(commandText("start-mail-written", { file })));
  let stop = (code: number, _grace: number): void => process.exit(code);
  const tasks = {
    sessionDays: config.sessionDays,
    privateNetworks: config.privateNetworks,
    providers: openProviders(config, logger),
    ...workers.tasks,
    ...mail.tasks,
    modelForum,
  };
  const opened = await openContext(place, config.publicUrl, logger, tasks, (error) => {
    warn(errorMessage(error));
    readiness.end(typeof place === "string" ? "lock-lost" : "database-newer");
    stop(1, graceAfterLoss);
  });
  const { isEmpty } = opened;
  const { damage } = opened.context;
  const watched = watchWrites(opened.context.store);
  const { acceptsWrites } = watched;
  const metrics = config.metrics && openMetrics();
  const store = metrics ? measuredStore(watched.store, metrics) : watched.store;
  let isStopping = false;
  let unfollow = (): Promise<void> => Promise.resolve();
  let finishCommands = (_grace: number): Promise<void> => Promise.resolve();
  let closeMetrics = (): void => undefined;
  let stopListening = (): Promise<void> => Promise.resolve();
  const close = async (): Promise<void> => {
    // Wait until sent messages are recorded, so that the next start does not send them again.
    await Promise.race([unfollow(), wait(lastWork, undefined, { ref: false })]);
    mail.close();
    await finishCommands(0);
    closeMetrics();
    await workers.close();
    await opened.context.store.close();
  };
  try {
    // Tells commands that a server uses the database.
    await store.counts?.hold("servers", 1);
    const { server, open } = waitingServer(readiness, connections);
    const running = new RunningRequests(server);
    stopListening = () => running.finish(0);
    const port = await listen(server, config);
    stop = (code, grace) => {
      if (isStopping) setTimeout(() => process.exit(code), grace);
      else void Promise.all([running.finish(grace), finishCommands(grace)]).then(() => endProcess(close, code));
      isStopping = true;
      streams.end();
    };
    onStopSignal(() => {
      // Requests that wait for the start cannot be answered.
      const seconds = readiness.reason === "starting" ? 0 : config.stopSeconds;
      readiness.end("stopping");
      stop(0, seconds * 1000);
      setTimeout(() => {
        if (running.size > 0 && seconds > 0) print(commandText("stop-waits", { requests: running.size, seconds }));
      }, quickStop);
    });
    if (config.metrics && metrics) {
      metrics.observe({
        streams: () => streams.size,
        pools: workers.pools,
        lastEvent: () => store.read((reader) => reader.lastEvent()),
        journalSize: () => journalSize(config.dataFolder),
        isReady: () => readiness.reason === null,
        faults: () => damage.faults.length,
        mail: () => mailLoad({ ...opened.context, store }),
      });
      store.subscribe(({ kind }) => metrics.countEvent(kind));
      const { address: at, close: end } = await serveMetrics(config.metrics, metrics);
      closeMetrics = end;
      print(commandText("start-metrics", { address: at }));
    }
    const [address, ...others] = config.publicUrl
      ? [config.publicUrl]
      : addressesOf(config.host, port, networkInterfaces());
    // The port may be known only now.
    const storage = new CountedStorage(store, config.storage);
    storage.count().catch((error: unknown) => logger.error({ err: error }, "stored files not counted"));
    const context: Context = { ...opened.context, store, linkBase: address, storage };
    if (isEmpty) await fill(context, config, print);
    const unused = await unusedJurisdiction(context, config.jurisdiction);
    if (unused !== null) warn(unused);
    const followed = [
      followConsultations(context, (error) => logger.error({ err: error }, "consultations not closed")),
      followAnnouncements(context, (error) => logger.error({ err: error }, "announcements not sent")),
      followDays(context, (error) => logger.error({ err: error }, "head of the private chain not published")),
      followExpiry(context, (error) => logger.error({ err: error }, "expired requests not removed")),
      followDamage(context, [(signal) => store.checkBodies(signal), (signal) => checkRecords({ store }, signal)], {
        found: (fault) => logger.error({ fault }, "stored data is damaged"),
        repaired: (fault) => logger.warn({ fault }, "stored data is repaired"),
        failed: (error) => logger.error({ err: error }, "stored data not checked"),
      }),
    ];
    const mails = followMails(
      context,
      (news) => writeNews(context, news),
      (error) => logger.error({ err: error }, "messages not sent"),
    );
    const mailings = followMailings(context, {
      queued: mails.wake,
      failed: (error) => logger.error({ err: error }, "messages not queued"),
    });
    const hooks = followWebhooks(context, (error) => logger.error({ err: error }, "webhooks not sent"));
    unfollow = async () => {
      for (const end of followed) end();
      await Promise.all([mailings.end(), mails.end(), hooks.end()]);
    };
    open(
      createApp({
        context,
        logger,
        publicUrl: config.publicUrl,
        clientFolder: path.join(projectFolder, "dist", "client"),
        trustProxy: config.trustProxy,
        limits: config.limits,
        loopback: config.loopback,
        accessLog,
        meter: metrics?.requests ?? null,
        streams,
      }),
    );
    readiness.started(acceptsWrites, () => damage.faults.length);
    // Commands open a database themselves.
    if (typeof place === "string")
      finishCommands = await listenForCommands(createCommandApp({ context, logger }), place, (error) =>
        logger.warn({ err: error }, "commands must wait until the server stops"),
      );
    print(commandText("start-at", { address, folder: nameOf(place) }));
    for (const otherAddress of others) print(`  ${commandText("start-also-at", { address: otherAddress })}`);
    if (config.mail.smtpUrl === null) print(commandText("start-no-mail", { folder: config.mail.outbox }));
    for (const line of await startLinks(context, { loopback: config.loopback, address })) print(line);
    print(commandText("start-ready"));
    compareAhead(context, logger);
  } catch (error) {
    // A start that a signal interrupts fails, because the folder is closed.
    const { reason } = readiness;
    if (reason === "stopping" || reason === "lock-lost" || reason === "database-newer") return;
    // A server that still listened would keep the process running.
    await stopListening();
    await close();
    throw error;
  }
}

/** Creates a server on which requests other than probes wait until `open` is called with an app. */
function waitingServer(
  readiness: Readiness,
  connections: ConnectionLimit,
): { server: Server; open: (app: Express) => void } {
  let open = (_app: Express): void => undefined;
  const ready = new Promise<Express>((resolve) => (open = resolve));
  const server = createServer((request, response) => {
    if (answerProbe(readiness, request, response) || connections.refuses(request, response)) return;
    void ready.then((app) => {
      app(request, response);
    });
  });
  connections.watch(server);
  return { server, open: (app) => open(app) };
}

async function endProcess(close: () => Promise<void>, code: number): Promise<never> {
  await close();
  process.exit(code);
}

/** Opens the thread pools and the printer, which do the work that would block the server. */
function openWorkers(config: Config, logger: Logger) {
  const worker = (name: string): URL =>
    new URL(`${extension === ".ts" ? "../" : ""}workers/${name}-worker${extension}`, import.meta.url);
  const comparers = openComparisonPool({ worker: worker("comparison") });
  const readers = openReadingPool({ worker: worker("reading"), limits: config.reading });
  const writers = openWritingPool({ worker: worker("writing") });
  const printer = openPrinterOf(config, logger);
  return {
    tasks: {
      compare: comparers.compare,
      files: readers.files,
      renderFile: writers.renderFile,
      print: printer?.print ?? null,
    },
    pools: {
      comparison: () => comparers.load(),
      reading: () => readers.load(),
      writing: () => writers.load(),
    },
    close: () => Promise.all([comparers.close(), readers.close(), writers.close(), printer?.close()]),
  };
}

async function fill(context: Context, { seed, jurisdiction }: Config, print: (line: string) => void): Promise<void> {
  if (seed === "none") {
    await setUpForum(context, jurisdiction === null ? {} : { jurisdiction });
    return;
  }
  print(commandText("start-filling"));
  await seedForum(context, ...modelForum);
}

/**
 * Compares all drafts ahead of the first request. Every page lists the documents with how much each draft changed, so
 * the first visitor would otherwise wait for all the comparisons.
 */
function compareAhead(context: Context, logger: Logger): void {
  const ahead = async (): Promise<void> => {
    for (let after: string | null | undefined; after !== null;)
      after = (await getLibrary(context, programActor, { after, size: 20 })).next;
  };
  ahead().catch((error: unknown) => logger.debug({ err: error }, "not compared ahead"));
}

/**
 * Returns a warning if the configured jurisdiction differs from the forum's, otherwise null. The setting applies only
 * when a forum is set up. An existing forum, or the model forum, has its own.
 */
export async function unusedJurisdiction(context: Pick<Context, "store">, set: string | null): Promise<string | null> {
  const [forum] = await context.store.read((reader) => reader.list("forum"));
  const jurisdiction = forum?.jurisdiction ?? noJurisdiction;
  if (set === null || !forum || set === jurisdiction) return null;
  return commandText("start-jurisdiction-unused", { set, has: jurisdiction, forum: forum.shortName });
}
