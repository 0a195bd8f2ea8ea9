import path from "node:path";
import compression from "compression";
import express, { type Express } from "express";
import type { Logger } from "pino";
import type { Context } from "../services/kernel/context.ts";
import { clientFiles } from "./middleware/client-files.ts";
import { readClientTags } from "./pages/client-tags.ts";
import { heartbeatInterval, OpenStreams } from "./api/event-stream.ts";
import { handlersOf } from "./api/handlers.ts";
import { openLimits } from "./middleware/limits.ts";
import { answerWithPage, pages } from "./pages/pages.tsx";
import { answerProblem } from "./api/problem.ts";
import { requestLog } from "./middleware/request-log.ts";
import { routes } from "./api/routes.ts";
import { sameOrigin, securityHeaders } from "./middleware/security.ts";
import { isTextInPieces } from "./api/answer.ts";
import { forgetGone, sessionCookie, withVisitor } from "./middleware/visitor.ts";

/** What the server is made from. */
export interface AppOptions {
  context: Context;
  logger: Logger;
  /** The URL people use, without a slash at its end; null: whatever address a request was sent to. */
  publicUrl: string | null;
  /** The folder Vite builds the client into; where it is missing, pages stand for themselves. */
  clientFolder: string;
  /** How many proxies in front to believe about a reader's address and protocol. */
  trustProxy: number;
  /** How many costly answers one person or address may ask for in a minute. */
  costlyReads: number;
  /** Between two heartbeats of a stream of events, in ms. */
  heartbeat?: number;
}

/** The whole server: the API under /api, the pages, and the client's files. It listens nowhere yet. */
export function createApp({
  context,
  logger,
  publicUrl,
  clientFolder,
  trustProxy,
  costlyReads,
  heartbeat = heartbeatInterval,
}: AppOptions): Express {
  const cookie = sessionCookie(publicUrl?.startsWith("https:") ?? false);
  const handlers = handlersOf({ context, cookie, streams: new OpenStreams(), heartbeat });
  const limits = openLimits(costlyReads);
  const findTags = readClientTags(clientFolder);
  const app = express();
  app.disable("x-powered-by").set("trust proxy", trustProxy);

  app.use(requestLog(logger), ...securityHeaders(publicUrl));
  // Many read over poor lines. Answers marked no-transform (events) pass as they are: compressing would hold them back.
  app.use(
    compression({ filter: (request, response) => compression.filter(request, response) || isTextInPieces(response) }),
  );
  // Their names hold a hash of their content, so they never change.
  app.use("/assets", clientFiles(path.join(clientFolder, "assets"), "public, max-age=31536000, immutable"));
  app.use(clientFiles(clientFolder, "public, max-age=0"));

  app.use(withVisitor(context, cookie), sameOrigin(publicUrl));
  app.use("/api", routes(handlers, limits), forgetGone, answerProblem(logger));
  app.use(pages({ handlers, findTags, limits }), forgetGone, answerWithPage({ handlers, findTags, logger }));
  return app;
}
