import { translatedLanguages } from "#core/messages/catalogues.ts";
import path from "node:path";
import compression from "compression";
import express, { type Express } from "express";
import type { Logger } from "pino";
import { contract } from "#core/contract/contract.ts";
import type { Context } from "../services/kernel/context.ts";
import { clientFiles } from "./middleware/client-files.ts";
import { serveChecker } from "./pages/audit-checker.ts";
import { readClientTags, readEarlyScript } from "./pages/client-tags.ts";
import { heartbeatInterval, OpenStreams } from "./api/event-stream.ts";
import { handlersOf } from "./api/handlers.ts";
import { knownHost, knownHosts, sameOrigin, securityHeaders } from "./middleware/security.ts";
import { openLimits, type RequestLimits } from "./middleware/limits.ts";
import { answerWithPage, pageRoutes } from "./pages/pages.tsx";
import { PublicPages } from "./pages/public-pages.ts";
import { SharedParts } from "./pages/shared-parts.ts";
import { answerProblem } from "./api/problem.ts";
import { type AccessLog, logAccess, measureRequests, requestLog, type RequestMeter } from "./middleware/request-log.ts";
import { routes } from "./api/routes.ts";
import { isTextInPieces } from "./api/answer.ts";
import { cookiesFor } from "./middleware/cookies.ts";
import { ignoreDisconnects, TokenRefusals, withVisitor } from "./middleware/visitor.ts";

/** Dependencies and settings of the server. */
export interface AppOptions {
  context: Context;
  logger: Logger;
  /** The public URL, without a trailing slash. Null means the address each request was sent to. */
  publicUrl: string | null;
  /** Output folder of the Vite client build. If it is missing, pages work without the client. */
  clientFolder: string;
  /** Number of proxies in front of the server to trust for a reader's address and protocol. */
  trustProxy: number;
  limits: RequestLimits;
  /** Whether only this machine can reach the server. */
  loopback?: boolean;
  /** Destination of a line for each request, if one is wanted. */
  accessLog?: AccessLog | null;
  /** Receives measurements of every request, if they are wanted. */
  meter?: RequestMeter | null;
  /** The event streams, for a caller who ends them. */
  streams?: OpenStreams;
  /** Interval between heartbeats of an event stream, in ms. */
  heartbeat?: number;
}

/** Number of listeners for one event of a response above which Node warns of a leak. */
const mostListeners = 30;

/** Creates the whole server: the API under /api, the pages and the client's files. It does not listen yet. */
export function createApp({
  context,
  logger,
  publicUrl,
  clientFolder,
  trustProxy,
  limits: requestLimits,
  loopback = false,
  accessLog = null,
  meter = null,
  streams = new OpenStreams(),
  heartbeat = heartbeatInterval,
}: AppOptions): Express {
  const cookies = cookiesFor({ isHttps: publicUrl?.startsWith("https:") ?? false });
  const handlers = handlersOf({ context, cookies, streams, heartbeat });
  const limits = openLimits(requestLimits, context.store.counts);
  const findTags = readClientTags(clientFolder);
  const publicPages = new PublicPages(context);
  const app = express();
  app.disable("x-powered-by").set("trust proxy", trustProxy);

  if (meter) app.use(measureRequests(meter));
  app.use((_request, response, next) => {
    // The log, the meter, compression and a stream each listen for the end of a response: more than the usual 10.
    response.setMaxListeners(mostListeners);
    next();
  });
  if (accessLog) app.use(logAccess(accessLog));
  app.use(publicPages.answerKept(knownHosts({ publicUrl, loopback })));
  app.use(
    requestLog(logger),
    securityHeaders(publicUrl, readEarlyScript(clientFolder)),
    knownHost({ publicUrl, loopback, logger }),
  );
  // Compresses responses, because many readers have slow connections. Event streams are marked no-transform and are not
  // compressed, because compression would delay them.
  app.use(
    compression({ filter: (request, response) => compression.filter(request, response) || isTextInPieces(response) }),
  );
  // File names contain a hash of the content, so these files never change.
  for (const folder of ["assets", ...translatedLanguages.map((language) => `assets/${language}`)]) {
    app.use(`/${folder}`, clientFiles(path.join(clientFolder, folder), "public, max-age=31536000, immutable"));
  }
  app.get("/audit-checker.html", serveChecker(clientFolder));
  app.use(clientFiles(clientFolder, "public, max-age=0"));

  const refusals = new TokenRefusals(requestLimits.signInTries, context.store.counts);
  app.use(withVisitor(context, cookies.session, refusals), sameOrigin(publicUrl));
  app.use("/api", routes(contract, handlers, limits), ignoreDisconnects, answerProblem(logger));
  app.use(
    pageRoutes({ handlers, findTags, limits, publicPages, sharedParts: new SharedParts() }),
    ignoreDisconnects,
    answerWithPage({ handlers, findTags, logger }),
  );
  return app;
}
