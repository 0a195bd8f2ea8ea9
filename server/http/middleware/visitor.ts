import { setMaxListeners } from "node:events";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import type { Actor } from "#core/access/permissions.ts";
import type { Context } from "../../services/kernel/context.ts";
import { resolveSession } from "../../services/people/resolve-session.ts";
import type { SessionCookie } from "./session-cookie.ts";

/** Who a request comes from: the actor their session names, else the public. */
interface Visitor {
  actor: Actor;
  /** The token of the session they are signed in under; null for the public. */
  session: string | null;
}

/** Who asks, and the answer under way, for the few operations that set a cookie or go on answering. */
export interface Visit {
  visitor: Visitor;
  response: Response;
  /** Aborted where whoever asked goes before the answer is complete; null for what writes, which is done all the same. */
  gone: AbortSignal | null;
}

/** Finds the visitor, once a request, for all that comes after. */
export function withVisitor(context: Context, cookie: SessionCookie): RequestHandler {
  return async (request, response, next) => {
    response.locals["gone"] = ["GET", "HEAD"].includes(request.method) ? goneSignal(response) : null;
    const token = cookie.read(request.headers.cookie);
    const actor = await resolveSession(context, token);
    const visitor: Visitor = { actor, session: actor.participantId === null ? null : token };
    response.locals["visitor"] = visitor;
    next();
  };
}

/** The visit this answers. */
export function visitOf(response: Response): Visit {
  const { visitor, gone } = response.locals as Pick<Visit, "visitor" | "gone">;
  return { visitor, response, gone };
}

function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController();
  // A page may wait for any number of comparisons at once, each with a listener of its own.
  setMaxListeners(0, gone.signal);
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** What was given up because whoever asked has gone needs no answer, and is no failure. */
export const forgetGone: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error !== visitOf(response).gone?.reason) next(error);
};
