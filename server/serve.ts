import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pino, { type Logger } from "pino";
import { roles } from "#core/access/role.ts";
import type { Config } from "./config.ts";
import { createApp } from "./http/app.ts";
import type { Context } from "./services/context.ts";
import { getLibrary } from "./services/get-library.ts";
import { invite } from "./services/invite.ts";
import { programActor } from "./services/program-actor.ts";
import { seedForum } from "./services/seed-forum.ts";
import { setUpForum } from "./services/set-up-forum.ts";
import { openContext } from "./open-context.ts";
import { openComparisonPool } from "./workers/comparison-pool.ts";

/** Where the project's own files are, wherever the bundle runs from: two folders above it. */
const projectFolder = fileURLToPath(new URL("../..", import.meta.url));

/** Of the project's modules as they run: bundled, or from source. */
const extension = path.extname(fileURLToPath(import.meta.url));

/** How long requests may take to finish once the server is told to stop, in milliseconds; streams never finish by themselves. */
const graceToFinish = 1000;

/** Opens the data folder, fills it where it is empty, listens, and says where and how to sign in. */
export async function serve(config: Config, say: (line: string) => void): Promise<void> {
  const logger = pino({ level: config.logLevel }, pino.destination(2));
  const pool = openComparisonPool({ worker: new URL(`workers/comparison-worker${extension}`, import.meta.url) });
  const { context, isEmpty } = await openContext(config.dataFolder, config.publicUrl, logger, {
    compare: pool.compare,
  });
  if (isEmpty && config.seed === "model") {
    say("Filling the empty data folder with the model forum …");
    await seedForum(context, path.join(projectFolder, "fixtures", "wtpf-13"));
  } else if (isEmpty) {
    await setUpForum(context);
  }
  const app = createApp({
    context,
    logger,
    publicUrl: config.publicUrl,
    clientFolder: path.join(projectFolder, "dist", "client"),
    trustProxy: config.trustProxy,
    costlyReads: config.costlyReads,
  });
  const server = await listen(createServer(app), config);
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(":") ? `[${config.host}]` : config.host;
  const address = config.publicUrl ?? `http://${host}:${String(port)}`;
  say(`Rapporteur is at ${address} (data in ${config.dataFolder})`);
  await printLinks(context, config, isEmpty, address, say);
  say("Ready. Ctrl+C stops it.");
  compareAhead(context, logger);
  stopOnSignal(server, async () => {
    await pool.close();
    await context.store.close();
  });
}

/**
 * On loopback, a fresh one-time link for one participant of each role, since only this machine can use them. Elsewhere a
 * link is printed once: the one that sets an empty forum up.
 */
async function printLinks(
  context: Context,
  config: Config,
  isEmpty: boolean,
  address: string,
  say: (line: string) => void,
): Promise<void> {
  if (!config.loopback && !isEmpty) return;
  const participants = await context.store.read((reader) => reader.list("participants"));
  const chosen = roles.flatMap((role) => {
    const [first] = participants.filter((one) => one.role === role).sort((a, b) => a.id.localeCompare(b.id));
    return first ? [first] : [];
  });
  say("");
  say("Sign in as one of these (each link works once; `npx rapporteur invite ID` makes another while it is stopped):");
  for (const participant of chosen) {
    const { path: below } = await invite(context, programActor, { participant: participant.id });
    say(`  ${participant.role.padEnd(12)} ${participant.name.padEnd(24)} ${address}${below}`);
  }
  say("  Without a link you read as the public does.");
  say("");
}

/** Every page lists the documents with how much each draft changed: whoever comes first need not wait for all of that. */
function compareAhead(context: Context, logger: Logger): void {
  getLibrary(context, programActor).catch((error: unknown) => logger.debug({ err: error }, "not compared ahead"));
}

/** A port that is taken is said so, with what to do. */
function listen(server: Server, { port, host }: Config): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(
        taken
          ? new Error(`Port ${String(port)} on ${host} is in use. Set PORT to another, or to 0 for any free one.`)
          : error,
      );
    });
    server.listen(port, host, () => resolve(server));
  });
}

function stopOnSignal(server: Server, close: () => Promise<void>): void {
  const stop = (): void => {
    server.close(() => void close().then(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), graceToFinish).unref();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}
