import { setMaxListeners } from "node:events";
import type { CookieOptions, ErrorRequestHandler, RequestHandler, Response } from "express";
import type { Actor } from "#core/access/permissions.ts";
import type { Context } from "../../services/kernel/context.ts";
import { resolveSession } from "../../services/people/sign-in.ts";

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

/**
 * The cookie that carries a session's opaque token. Scripts cannot read it (HttpOnly), other sites' forms do not send it
 * (SameSite=Lax), and behind https it travels nowhere else (Secure) and belongs to this very host (`__Host-`).
 */
export interface SessionCookie {
  name: string;
  /** The token in a Cookie header; null where there is none. */
  read(header: string | undefined): string | null;
  write(response: Response, token: string, expiresAt: string): void;
  clear(response: Response): void;
}

/** The session cookie of a server reached by https or not. */
export function sessionCookie(https: boolean): SessionCookie {
  const name = https ? "__Host-rapporteur-session" : "rapporteur-session";
  const options: CookieOptions = { httpOnly: true, sameSite: "lax", secure: https, path: "/" };
  return {
    name,
    read: (header) => {
      const pair = header?.split(";").find((one) => one.trimStart().startsWith(`${name}=`));
      const token = pair?.slice(pair.indexOf("=") + 1).trim();
      return token === undefined || token === "" ? null : token;
    },
    write: (response, token, expiresAt) =>
      void response.cookie(name, token, { ...options, expires: new Date(expiresAt) }),
    clear: (response) => void response.clearCookie(name, options),
  };
}
