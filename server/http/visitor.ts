import type { RequestHandler, Response } from "express";
import type { Actor } from "#core/access/ability.ts";

/** Who a request comes from: the actor their session names, else the public. */
export interface Visitor {
  actor: Actor;
  /** The session's token; null for the public. */
  session: string | null;
}

/** Finds the visitor once a request, for all that comes after. */
export function withVisitor(find: (cookieHeader: string | undefined) => Promise<Visitor>): RequestHandler {
  return async (request, response, next) => {
    response.locals["visitor"] = await find(request.headers.cookie);
    next();
  };
}

/** The visitor of the request this answers. */
export function visitorOf(response: Response): Visitor {
  return response.locals["visitor"] as Visitor;
}
