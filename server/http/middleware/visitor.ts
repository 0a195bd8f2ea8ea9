import { setMaxListeners } from "node:events";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import type { Actor } from "#core/access/permissions.ts";
import type { Context } from "../../services/kernel/context.ts";
import { resumeSession } from "../../services/people/sessions.ts";
import type { TokenCookie } from "./cookies.ts";

/** The sender of a request: the session's actor, otherwise the public. */
interface Visitor {
  actor: Actor;
  /** Token of the visitor's session. Null for the public. */
  session: string | null;
  /** Id of the session, which stays when its token is renewed. Null for the public. */
  series: string | null;
}

/** The visitor and the response in progress, for the few operations that set a cookie or stream a response. */
export interface Visit {
  visitor: Visitor;
  response: Response;
  /** Aborted if the reader disconnects before the response is complete. Null for writes, which are always completed. */
  signal: AbortSignal | null;
}

/** Finds the visitor once per request, for all later handlers. */
export function withVisitor(context: Context, cookie: TokenCookie): RequestHandler {
  return async (request, response, next) => {
    response.locals["signal"] = ["GET", "HEAD"].includes(request.method) ? disconnectSignal(response) : null;
    const token = cookie.read(request.headers.cookie);
    const { actor, series, renewed } = await resumeSession(context, token);
    if (renewed) cookie.write(response, renewed.token, renewed.expiresAt);
    const visitor: Visitor = { actor, session: series === null ? null : (renewed?.token ?? token), series };
    response.locals["visitor"] = visitor;
    next();
  };
}

/** Returns the visit that a response belongs to. */
export function visitOf(response: Response): Visit {
  const { visitor, signal } = response.locals as Pick<Visit, "visitor" | "signal">;
  return { visitor, response, signal };
}

function disconnectSignal(response: Response): AbortSignal {
  const signal = new AbortController();
  // Removes the listener limit, because a page may wait for any number of comparisons, each with its own listener.
  setMaxListeners(0, signal.signal);
  response.once("close", () => {
    if (!response.writableFinished) signal.abort();
  });
  return signal.signal;
}

/** Ignores errors from work aborted because the reader disconnected. They need no response and are not failures. */
export const ignoreDisconnects: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (error !== visitOf(response).signal?.reason) next(error);
};
