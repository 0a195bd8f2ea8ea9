import { Agent, createServer, type RequestListener } from "node:http";
import { duplexPair, PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type { Logger } from "pino";
import type { Actor } from "#core/access/permissions.ts";
import { contract } from "#core/contract/contract.ts";
import { breakOff } from "../../http/api/answer.ts";
import { heartbeatInterval, OpenStreams } from "../../http/api/event-stream.ts";
import type { HandlersOf } from "../../http/api/handler-types.ts";
import { handlersOf } from "../../http/api/handlers.ts";
import { problemOf } from "../../http/api/problem.ts";
import { routes } from "../../http/api/routes.ts";
import { cookiesFor } from "../../http/middleware/cookies.ts";
import { noLimits } from "../../http/middleware/limits.ts";
import { type Visit, visitOf } from "../../http/middleware/visitor.ts";
import { exportVersion } from "../../services/exports/export-version.ts";
import { writeBackup } from "../../services/forum/backup.ts";
import { programActor, refusal } from "../../services/kernel/authorise.ts";
import type { Context } from "../../services/kernel/context.ts";
import { KnownDamage } from "../../services/kernel/damage.ts";
import type { WrittenPiece } from "../../services/kernel/file-answer.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { unlimitedStorage } from "../../services/kernel/storage-use.ts";
import { receiveMail } from "../../services/mailing/mailed-replies.ts";
import { readActor } from "../../services/people/account.ts";
import { recordBounce } from "../../services/people/deliver-mail.ts";
import { recoverAccess } from "../../services/people/recover-access.ts";
import { createLink } from "../../services/people/sign-in.ts";
import { errorMessage } from "../output/error-message.ts";
import { actingHeader, type Failure, operatorOperations } from "./operator-operations.ts";

/**
 * Creates the API for commands: the operations of the contract and those of the operator. They have the permissions of
 * the program itself, or of the participant whom the command names. It must listen only where nobody but the owner of the
 * data folder can connect.
 */
export function createCommandApp({
  context: served,
  logger,
}: {
  context: Context;
  logger: Pick<Logger, "error">;
}): Express {
  // Commands store as much as they want. They fail if they need a damaged text, because most have no place to say that
  // they left it out.
  const context = { ...served, storage: unlimitedStorage, damage: new KnownDamage() };
  const cookies = cookiesFor({ isHttps: false });
  const handlers = handlersOf({ context, cookies, streams: new OpenStreams(), heartbeat: heartbeatInterval });
  const app = express();
  app.disable("x-powered-by");
  app.use(
    "/api",
    actAsNamed(context),
    programOnly,
    routes({ ...contract, ...operatorOperations }, { ...handlers, ...operatorHandlers(context) }, noLimits),
    answerFailure(logger),
  );
  return app;
}

/** Lets the program act, or the participant whom the request names. */
function actAsNamed(context: Context): RequestHandler {
  return async (request, response, next) => {
    const named = request.get(actingHeader);
    const actor = named === undefined ? programActor : await participantActor(context, decodeURIComponent(named));
    const none = { session: null, series: null, scopes: null, refuseScope: null };
    const visitor: Visit["visitor"] = { actor, ...none, again: () => Promise.resolve(actor) };
    Object.assign(response.locals, { visitor, signal: null, left: null });
    // Nothing is compressed, so nothing is held back.
    response.flush = () => undefined;
    next();
  };
}

/** Refuses the operations of the operator to participants. */
const programOnly: RequestHandler = (request, response, next) => {
  const { actor } = visitOf(response).visitor;
  next(request.path.startsWith("/operator/") && actor !== programActor ? refusal(actor) : undefined);
};

/** @throws ProblemError not-found */
function participantActor(context: Context, id: string): Promise<Actor> {
  return context.store.read(async (reader) => {
    const participant = await reader.get("participants", id);
    if (!participant) throw new ProblemError("not-found");
    return readActor(context, reader, participant);
  });
}

/** Implements the operations of the operator. */
function operatorHandlers(context: Context): HandlersOf<typeof operatorOperations> {
  const { linkBase } = context;
  return {
    getLinkBase: () => Promise.resolve({ linkBase }),
    makeLink: async (_visit, { participant }) => {
      const { tellOwner, path, expiresAt } = await createLink(context, { participant });
      await tellOwner();
      return { path, expiresAt };
    },
    recoverByLink: async ({ visitor }, { participant }) => {
      const { removed, link } = await recoverAccess(context, visitor.actor, { participant });
      return { path: link.path, expiresAt: link.expiresAt, removed };
    },
    receiveMail: async (_visit, mail) => ({ outcome: await receiveMail(context, mail) }),
    recordBounce: (_visit, bounce) => recordBounce(context, bounce),
    exportInTemplate: ({ visitor }, { template: fileName, bytes, ...input }) =>
      exportVersion(context, visitor.actor, input, null, { fileName, bytes }),
    backUp: () =>
      Promise.resolve({ fileName: "backup.jsonl", mediaType: "application/jsonl", pieces: backup(context) }),
  };
}

async function* backup(context: Context): AsyncGenerator<WrittenPiece, void> {
  const lines = new PassThrough();
  writeBackup(context, (written) => pipeline(written, lines)).catch((error: unknown) => lines.destroy(error as Error));
  for await (const bytes of lines) yield { stage: "writing", done: 0, of: 0, bytes: bytes as Uint8Array };
}

/** Answers a failed operation, with a reason that only the operator of the machine may read. */
function answerFailure(logger: Pick<Logger, "error">): ErrorRequestHandler {
  // Express recognises an error handler by its four parameters.
  return (error: unknown, _request, response, _next) => {
    const problem = problemOf(error, "en");
    const failure: Failure = error instanceof ProblemError ? problem : { ...problem, reason: errorMessage(error) };
    if (failure.status >= 500) logger.error({ err: error }, failure.code);
    if (response.headersSent) breakOff(response, failure);
    else response.status(failure.status).json(failure);
  };
}

/** Connects requests to an app in this process, without a port or a socket that others could reach. */
export class InProcess extends Agent {
  readonly #server;

  constructor(app: RequestListener) {
    super({ keepAlive: true });
    this.#server = createServer(app);
  }

  override createConnection(): ReturnType<Agent["createConnection"]> {
    const [ours, theirs] = duplexPair();
    ours.once("close", () => theirs.destroy());
    theirs.once("close", () => ours.push(null));
    this.#server.emit("connection", Object.assign(theirs, { remoteAddress: "127.0.0.1" }));
    return Object.assign(ours, { ref: () => ours, setNoDelay: () => ours });
  }

  override keepSocketAlive(): boolean {
    return true;
  }
}
