import express, { type Request, type RequestHandler, type Response } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { can } from "#core/access/permissions.ts";
import { largestUpload } from "#core/contract/version-operations.ts";
import { refusal } from "../../services/kernel/authorise.ts";
import { sha256 } from "../../services/kernel/hashes.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { visitOf } from "./visitor.ts";

/**
 * Limit for a JSON body, in bytes. An annotation of 20 000 characters with 200 targets and 200 operations stays well
 * below it.
 */
const jsonLimit = 1024 * 1024;
/** Limit for a form, in bytes. Forms carry only the sign-in page's token. */
const formLimit = 4 * 1024;

/** Parses a JSON body. Without a body, or with another media type, the request's body stays undefined. */
export const jsonBody = express.json({ limit: jsonLimit });

/** Parses a plain form, as sent by a page without scripts. */
export const formBody = express.urlencoded({ extended: false, limit: formLimit, parameterLimit: 10 });

/** Permitted purposes of an uploaded file. Each is a permission that does not depend on a subject. */
type FileAction = "prepare-version" | "receive-contributions" | "manage-people";

/**
 * Reads a file's bytes, whatever the media type. Permissions are checked before the body is read, so that nobody else
 * can fill the memory.
 */
export function fileBody(action: FileAction): readonly RequestHandler[] {
  return [
    (_request, response, next) => {
      const { actor } = visitOf(response).visitor;
      next(can(actor, action) ? undefined : refusal(actor));
    },
    express.raw({ limit: largestUpload, type: () => true }),
  ];
}

const minute = 60_000;

/** Requests to sign in per minute from one address. */
export const signInsPerMinute = 1200;

/** Rate limits. Each is counted separately, across the API and the pages. */
export interface Limits {
  signIn: RequestHandler;
  signInFlood: RequestHandler;
  write: RequestHandler;
  costlyRead: RequestHandler;
}

/** @param costlyReads Maximum number of costly requests per minute; 0 means no limit. */
export function openLimits(costlyReads: number): Limits {
  return {
    // Counted by token or request, because a hall of delegates may share one address. Wrong codes also count by account
    // (see pending-sign-ins.ts).
    signIn: limit({ windowMs: 15 * minute, limit: 20, skipSuccessfulRequests: true, keyGenerator: attemptOf }),
    // More than a hall needs in the first minute of a meeting. It only keeps attempts from costing the server much.
    signInFlood: limit({ windowMs: minute, limit: signInsPerMinute, keyGenerator: addressOf }),
    // As many as a fast typist makes in an hour, and far below a harmful load.
    write: limit({ windowMs: minute, limit: 240, keyGenerator: personOf }),
    costlyRead: limit({ windowMs: minute, limit: costlyReads, skip: () => costlyReads === 0, keyGenerator: personOf }),
  };
}

/** No limits, for the commands of the machine's own administrator. */
export const noLimits: Limits = { signIn: pass, signInFlood: pass, write: pass, costlyRead: pass };

function pass(...[, , next]: Parameters<RequestHandler>): void {
  next();
}

function limit(options: Parameters<typeof rateLimit>[0]): RequestHandler {
  return rateLimit({
    ...options,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler: (_request, _response, next) => next(new ProblemError("too-many-requests")),
  });
}

/** Returns the key for rate limits: the participant for a signed-in user on any device, otherwise the address. */
export function personOf(request: Request, response: Response): string {
  return visitOf(response).visitor.actor.participantId ?? addressOf(request);
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
