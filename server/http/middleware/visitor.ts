import { setMaxListeners } from "node:events";
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { type Actor, publicActor } from "#core/access/permissions.ts";
import type { GrantedScope } from "#core/access/scopes.ts";
import type { Context } from "../../services/kernel/context.ts";
import { sha256 } from "../../services/kernel/hashes.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { feedPrefix, resolveToken } from "../../services/people/access-tokens.ts";
import { resumeSession } from "../../services/people/sessions.ts";
import { resolveSession } from "../../services/people/sign-in.ts";
import type { TokenCookie } from "./cookies.ts";

/** The sender of a request: the session's actor, otherwise the public. */
interface Visitor {
  actor: Actor;
  /** Token of the visitor's session. Null for the public. */
  session: string | null;
  /** Id of the session, which stays when its token is renewed. Null for the public. */
  series: string | null;
  /** The scopes of the access token that the request carries. Null without one. */
  scopes: readonly GrantedScope[] | null;
  /** Counts that the access token does not cover the request, and returns the problem. Null without one. */
  refuseScope: (() => ProblemError) | null;
  /** Finds the actor again, for a response that lasts. */
  again: () => Promise<Actor>;
}

/** The visitor and the response in progress, for the few operations that set a cookie or stream a response. */
export interface Visit {
  visitor: Visitor;
  response: Response;
  /** Aborted if the reader disconnects before the response is complete. Null for writes, which are always completed. */
  signal: AbortSignal | null;
  /** Aborted if the sender disconnects, for work that comes before anything is written. Null for commands. */
  left: AbortSignal | null;
}

/** Finds the visitor once per request, for all later handlers. */
export function withVisitor(context: Context, cookie: TokenCookie, refusals: TokenRefusals): RequestHandler {
  return async (request, response, next) => {
    const left = disconnectSignal(response);
    Object.assign(response.locals, { left, signal: ["GET", "HEAD"].includes(request.method) ? left : null });
    const bearer = request.path.startsWith("/api/") ? (bearerOf(request) ?? feedTokenOf(request)) : null;
    if (bearer !== null) {
      // A request with an access token needs no cookie, and uses none.
      const visitor = await bearerVisitor(context, { response, bearer, refusals });
      if (visitor instanceof ProblemError) next(visitor);
      else {
        response.locals["visitor"] = visitor;
        next();
      }
      return;
    }
    const token = cookie.read(request.headers.cookie);
    const { actor, series, renewed } = await resumeSession(context, token);
    if (renewed) cookie.write(response, renewed.token, renewed.expiresAt);
    const session = series === null ? null : (renewed?.token ?? token);
    const again = (): Promise<Actor> => resolveSession(context, session);
    const visitor: Visitor = { actor, session, series, scopes: null, refuseScope: null, again };
    response.locals["visitor"] = visitor;
    next();
  };
}

/** Finds the visitor of an access token, or the reason why it is refused. */
async function bearerVisitor(
  context: Context,
  { response, bearer, refusals }: { response: Response; bearer: string; refusals: TokenRefusals },
): Promise<Visitor | ProblemError> {
  const token = sha256(bearer);
  const limited = refusals.limited(response, { token, account: null });
  if (limited) return limited;
  const resolved = await resolveToken(context, bearer);
  if (!resolved.isValid) return refusals.problemOf(response, { token, account: resolved.owner }, "token-not-valid");
  const { actor, scopes, owner } = resolved;
  const again = async (): Promise<Actor> => {
    const now = await resolveToken(context, bearer);
    return now.isValid ? now.actor : publicActor;
  };
  // Counted apart, so that what the token covers still works.
  const refused = { token: `scope ${token}`, account: `scope ${owner}` };
  const refuseScope = (): ProblemError => refusals.problemOf(response, refused, "scope-missing");
  return { actor, session: null, series: null, scopes, refuseScope, again };
}

/** Returns the token of an Authorization header, or null. */
function bearerOf(request: Request): string | null {
  return /^Bearer +(?<token>\S+)$/iu.exec(request.get("authorization") ?? "")?.[1] ?? null;
}

/**
 * Returns the token of a personal address for feeds, or null if the address has none. Feed readers and calendar programs
 * send no headers of ours. It is in the query, because logs have no queries. Another token is not valid there.
 */
function feedTokenOf({ query: { token } }: Request): string | null {
  if (token === undefined) return null;
  return typeof token === "string" && token.startsWith(feedPrefix) ? token : "";
}

/** Returns the visit that a response belongs to. */
export function visitOf(response: Response): Visit {
  const { visitor, signal, left } = response.locals as Omit<Visit, "response">;
  return { visitor, response, signal, left };
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
  if (error !== visitOf(response).left?.reason) next(error);
};

/** An access token that was refused, by its hash, and the person to whom it belongs or belonged. Null if unknown. */
export interface Refused {
  token: string;
  account: string | null;
}

/** Refusals of all tokens of one person for each refusal of one token. */
const tokensOfAccount = 3;
/** In ms. */
const window = 15 * 60_000;
/** Tokens and accounts that are counted. More come only from an attack with random tokens, and the first are dropped. */
const mostCounted = 10_000;

/**
 * Counts refused access tokens, by token and by account, and never by network address: a hall of delegates may share one.
 * Only wrong tokens are then turned away, so nobody can shut out the valid ones of an account. Guessing needs no limit,
 * because a token has 256 random bits.
 */
export class TokenRefusals {
  readonly #most: number;
  readonly #now: () => number;
  readonly #shared: Context["store"]["counts"];
  /** In the order in which the windows began. */
  readonly #counts = new Map<string, { refusals: number; endsAt: number }>();

  /**
   * @param most Refusals of one token within the window, which a script in a loop soon reaches. 0 is no limit. A
   *   person's tokens together have three times as many.
   * @param shared The counts of all servers of the forum. Without them, this server counts alone.
   */
  constructor(most: number, shared?: Context["store"]["counts"], now: () => number = Date.now) {
    this.#most = most;
    this.#shared = shared;
    this.#now = now;
  }

  /** Number of tokens and accounts that are counted. */
  get size(): number {
    return this.#counts.size;
  }

  /** Counts a refusal. */
  count(refused: Refused): void {
    if (this.#most === 0) return;
    const now = this.#now();
    for (const [key] of keysOf(refused)) {
      const counted = this.#counts.get(key);
      if (counted && counted.endsAt > now) counted.refusals += 1;
      else {
        this.#counts.delete(key);
        this.#counts.set(key, { refusals: 1, endsAt: now + window });
      }
      void this.#share(key);
    }
    for (const [key, { endsAt }] of this.#counts) {
      if (endsAt > now && this.#counts.size <= mostCounted) break;
      this.#counts.delete(key);
    }
  }

  /** Adds a refusal to those on other servers, and takes over their sum. */
  async #share(key: string): Promise<void> {
    // Without an answer, this server's own count holds.
    const sum = await this.#shared?.add(`refused ${key}`, window).catch(() => undefined);
    const own = this.#counts.get(key);
    if (sum && own && sum.count > own.refusals) this.#counts.set(key, { ...own, refusals: sum.count });
  }

  /** Returns how long a token or its account must wait, because it was refused too often. Null if it need not wait. */
  secondsToWait(refused: Refused): number | null {
    if (this.#most === 0) return null;
    const now = this.#now();
    for (const [key, share] of keysOf(refused)) {
      const counted = this.#counts.get(key);
      const isOver = counted !== undefined && counted.endsAt > now && counted.refusals >= share * this.#most;
      if (isOver) return Math.ceil((counted.endsAt - now) / 1000);
    }
    return null;
  }

  /**
   * Counts a refusal and returns its problem, or too-many-requests instead.
   */
  problemOf(response: Response, refused: Refused, code: "token-not-valid" | "scope-missing"): ProblemError {
    const limited = this.limited(response, refused);
    if (limited) return limited;
    this.count(refused);
    if (code === "token-not-valid") response.set("WWW-Authenticate", "Bearer");
    return new ProblemError(code);
  }

  /** Returns the problem of a token that was refused too often. Null if it need not wait. */
  limited(response: Response, refused: Refused): ProblemError | null {
    const seconds = this.secondsToWait(refused);
    if (seconds === null) return null;
    response.set("Retry-After", String(seconds));
    return new ProblemError("too-many-requests");
  }
}

/** Returns the keys by which a refusal counts, each with the number by which the limit is multiplied. */
function keysOf({ token, account }: Refused): [key: string, share: number][] {
  const keys: [string, number][] = [[`token ${token}`, 1]];
  if (account !== null) keys.push([`account ${account}`, tokensOfAccount]);
  return keys;
}
