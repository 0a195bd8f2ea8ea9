import { pipeline } from "node:stream/promises";
import express, { type Express } from "express";
import type { Logger } from "pino";
import type { Context } from "../services/kernel/context.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { heartbeatInterval, OpenStreams } from "./api/event-stream.ts";
import { handlersOf } from "./api/handlers.ts";
import { backupLines } from "../store/backup-file.ts";
import { verifyStore } from "../store/verify-store.ts";
import { answerProblem } from "./api/problem.ts";
import { routes } from "./api/routes.ts";
import { noLimits } from "./middleware/limits.ts";
import { cookiesFor } from "./middleware/cookies.ts";
import type { Visit } from "./middleware/visitor.ts";

/**
 * Creates the API for commands on the same machine, with the permissions of the program itself. It must listen only
 * where nobody but the owner of the data folder can connect.
 */
export function createCommandApp({ context, logger }: { context: Context; logger: Logger }): Express {
  const streams = new OpenStreams();
  const handlers = handlersOf({ context, cookies: cookiesFor(false), streams, heartbeat: heartbeatInterval });
  const app = express();
  app.disable("x-powered-by");
  app.use((_request, response, next) => {
    const again = (): Promise<typeof programActor> => Promise.resolve(programActor);
    const visitor: Visit["visitor"] = { actor: programActor, session: null, series: null, scopes: null, again };
    Object.assign(response.locals, { visitor, signal: null });
    next();
  });
  app.use("/api", routes(handlers, noLimits), answerProblem(logger));
  app.get("/backup", async (_request, response) => {
    await context.store.read((reader) => pipeline(backupLines(reader, context.now().toISOString()), response));
  });
  app.get("/verification", async (_request, response) => {
    response.json(await verifyStore(context.store));
  });
  return app;
}
