import { setMaxListeners } from "node:events";
import type { CookieOptions, ErrorRequestHandler, RequestHandler, Response } from "express";
import type { Actor } from "#core/access/permissions.ts";
import type { Context } from "../../services/kernel/context.ts";
import { resolveSession } from "../../services/people/sign-in.ts";

/** The sender of a request: the session's actor, otherwise the public. */
interface Visitor {
  actor: Actor;
  /** Token of the visitor's session. Null for the public. */
  session: string | null;
}

/** The visitor and the response in progress, for the few operations that set a cookie or stream a response. */
export interface Visit {
  visitor: Visitor;
  response: Response;
  /** Aborted if the reader disconnects before the response is complete. Null for writes, which are always completed. */
  signal: AbortSignal | null;
}

/** Finds the visitor once per request, for all later handlers. */
export function withVisitor(context: Context, cookie: SessionCookie): RequestHandler {
  return async (request, response, next) => {
    response.locals["signal"] = ["GET", "HEAD"].includes(request.method) ? disconnectSignal(response) : null;
    const token = cookie.read(request.headers.cookie);
    const actor = await resolveSession(context, token);
    const visitor: Visitor = { actor, session: actor.participantId === null ? null : token };
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

/**
 * The cookie with a session's opaque token. Scripts cannot read it (HttpOnly), and other sites' forms do not send it
 * (SameSite=Lax). Over https it is sent only encrypted (Secure) and is bound to this exact host (`__Host-`).
 */
export interface SessionCookie {
  name: string;
  /** Returns the token in a Cookie header, or null. */
  read(header: string | undefined): string | null;
  write(response: Response, token: string, expiresAt: string): void;
  clear(response: Response): void;
}

/** Creates the session cookie for a server with or without https. */
export function sessionCookie(https: boolean): SessionCookie {
  const name = https ? "__Host-rapporteur-session" : "rapporteur-session";
  const options: CookieOptions = { httpOnly: true, sameSite: "lax", secure: https, path: "/" };
  return {
    name,
    read: (header) => {
      const pair = header?.split(";").find((cookie) => cookie.trimStart().startsWith(`${name}=`));
      const token = pair?.slice(pair.indexOf("=") + 1).trim();
      return token === undefined || token === "" ? null : token;
    },
    write: (response, token, expiresAt) =>
      void response.cookie(name, token, { ...options, expires: new Date(expiresAt) }),
    clear: (response) => void response.clearCookie(name, options),
  };
}
