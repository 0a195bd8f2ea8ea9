import express, { type Request, type RequestHandler, type Response } from "express";
import { ipKeyGenerator, type Options, rateLimit, type Store } from "express-rate-limit";
import { type Action, canEver } from "#core/access/permissions.ts";
import { largestUpload } from "#core/contract/version-operations.ts";
import { refusal } from "../../services/kernel/authorise.ts";
import type { Context } from "../../services/kernel/context.ts";
import { sha256 } from "../../services/kernel/hashes.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { visitOf } from "./visitor.ts";

/**
 * Limit for a JSON body, in bytes. An annotation of 20 000 characters with 200 targets and 200 operations stays well
 * below it.
 */
const jsonLimit = 1024 * 1024;
/** Limit for a JSON body of somebody who is not signed in, in bytes. The answer of a passkey has about 2 kB. */
const anonymousJsonLimit = 16 * 1024;
/** Limit for a form, in bytes. Forms carry only the sign-in page's token. */
const formLimit = 4 * 1024;

/** Parses a JSON body. Without a body, or with another media type, the request's body stays undefined. */
export const jsonBody = express.json({ limit: jsonLimit });

/** Parses a JSON body of an operation that is open to everybody. */
export const anonymousJsonBody = express.json({ limit: anonymousJsonLimit });

/** Parses a plain form, as sent by a page without scripts. */
export const formBody = express.urlencoded({ extended: false, limit: formLimit, parameterLimit: 10 });

/** Reads a file's bytes, whatever the media type, up to a limit in bytes. */
const fileBody = (limit: number): RequestHandler => express.raw({ limit, type: () => true });

/**
 * Rejects senders who may not do an action, whatever its subject. It comes before the body is read, because anybody
 * could otherwise fill the memory or keep the server parsing. Somebody with a session that is too weak goes on, because
 * some services let them strengthen it. The services decide about all others.
 */
export function mayEver(action: Action): RequestHandler {
  return (_request, response, next) => {
    const { actor } = visitOf(response).visitor;
    next(actor.heldBack !== undefined || canEver(actor, action) ? undefined : refusal(actor));
  };
}

const minute = 60_000;

/** How many requests are allowed. 0 means no limit. */
export interface RequestLimits {
  /** Comparisons, placements and files in a minute, by one person or address. */
  costlyReads: number;
  /** Writes in a minute, by one person or address. */
  writes: number;
  /** The same for all people of one organisation together. No limit if absent. */
  perOrganisation?: { costlyReads: number; writes: number };
  /** The same for everybody together. No limit if absent. */
  perForum?: { costlyReads: number; writes: number };
  /** Requests to sign in in a minute, from one address. */
  signIns: number;
  /** Failed attempts within 15 minutes to sign in with the same link, mail address or request, or to use a token. */
  signInTries: number;
}

/** Rate limits, each of which is counted separately across the API and the pages, and the limit of a file. */
export interface Limits {
  fileBody: RequestHandler;
  signIn: RequestHandler;
  signInFlood: RequestHandler;
  write: RequestHandler;
  costlyRead: RequestHandler;
}

/**
 * Opens the rate limits. The defaults of the numbers are in the settings.
 *
 * @param counts The counts of all servers of the forum. Without them, this server counts alone.
 */
export function openLimits(
  {
    costlyReads,
    writes,
    signIns,
    signInTries,
    perOrganisation = { costlyReads: 0, writes: 0 },
    perForum = { costlyReads: 0, writes: 0 },
  }: RequestLimits,
  counts?: SharedCounts,
): Limits {
  const limit = (name: string, options: LimitOptions): RequestHandler =>
    limitOf({ ...options, ...(counts && { store: countsFor(name, options.windowMs, counts) }) });
  const shared = (kind: "costlyReads" | "writes"): RequestHandler[] => [
    limit(`${kind} of organisation`, {
      windowMs: minute,
      limit: perOrganisation[kind],
      keyGenerator: (_request, response) => organisationOf(response) ?? "",
      skip: (_request, response) => organisationOf(response) === null,
    }),
    limit(`${kind} of forum`, { windowMs: minute, limit: perForum[kind], keyGenerator: () => "" }),
  ];
  return {
    fileBody: fileBody(largestUpload),
    // Counted by token or request, because a hall of delegates may share one address. Wrong codes also count by account
    // (see sign-in-by-mail.ts).
    signIn: limit("attempts", {
      windowMs: 15 * minute,
      limit: signInTries,
      skipSuccessfulRequests: true,
      keyGenerator: attemptOf,
    }),
    signInFlood: limit("signIns", { windowMs: minute, limit: signIns, keyGenerator: addressOf }),
    write: inOrder(limit("writes", { windowMs: minute, limit: writes, keyGenerator: personOf }), ...shared("writes")),
    costlyRead: inOrder(
      limit("costlyReads", { windowMs: minute, limit: costlyReads, keyGenerator: personOf }),
      ...shared("costlyReads"),
    ),
  };
}

/** No limits, for the commands of the machine's own administrator. */
export const noLimits: Limits = {
  ...{ signIn: pass, signInFlood: pass, write: pass, costlyRead: pass },
  fileBody: fileBody(Infinity),
};

/** Runs handlers one after another, until one passes an error on. */
function inOrder(...handlers: RequestHandler[]): RequestHandler {
  return (request, response, next) => {
    const run = (index: number): void => {
      const handler = handlers[index];
      if (!handler) next();
      else {
        void handler(request, response, (error?: unknown) => {
          if (error === undefined) run(index + 1);
          else next(error);
        });
      }
    };
    run(0);
  };
}

function pass(...[, , next]: Parameters<RequestHandler>): void {
  next();
}

type SharedCounts = NonNullable<Context["store"]["counts"]>;

type LimitOptions = Partial<Options> & { limit: number; windowMs: number };

function limitOf(options: LimitOptions): RequestHandler {
  if (options.limit === 0) return pass;
  return rateLimit({
    ...options,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler: (_request, _response, next) => next(new ProblemError("too-many-requests")),
  });
}

/** Returns where one limit counts, if all servers count together. */
function countsFor(name: string, window: number, counts: SharedCounts): Store {
  const keyOf = (key: string): string => `${name} ${key}`;
  return {
    localKeys: false,
    async increment(key) {
      const { count, endsAt } = await counts.add(keyOf(key), window);
      return { totalHits: count, resetTime: endsAt };
    },
    decrement: (key) => counts.takeBack(keyOf(key)),
    // Only express-rate-limit's own callers reset a key, and there are none.
    resetKey: () => undefined,
  };
}

/** Returns the key for rate limits: the participant for a signed-in user on any device, otherwise the address. */
export function personOf(request: Request, response: Response): string {
  return visitOf(response).visitor.actor.participantId ?? addressOf(request);
}

function organisationOf(response: Response): string | null {
  return visitOf(response).visitor.actor.organisationId;
}

/** Returns the key of an attempt to sign in: what it tries. The body must be parsed. */
function attemptOf(request: Request): string {
  const { token, email, request: asked, answer, credential } = (request.body ?? {}) as Record<string, unknown>;
  const passkey = (credential as { id?: unknown } | null | undefined)?.id;
  const tried = token ?? email ?? request.params["request"] ?? asked ?? answer ?? passkey;
  return typeof tried === "string" ? sha256(tried) : addressOf(request);
}

/** An IPv6 address is counted by its /56 block, because one person may own the whole block. */
function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? "");
}
