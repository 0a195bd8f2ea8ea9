import express, { type Request, type RequestHandler, type Response } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { can } from "#core/access/permissions.ts";
import { largestUpload } from "#core/contract/version-operations.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { visitOf } from "./visitor.ts";

/** An annotation of 20 000 characters with 200 targets and 200 operations stays well below. */
const jsonLimit = 1024 * 1024;
/** Parameters of a form: the sign-in page's token. */
const formLimit = 4 * 1024;

/** Reads a JSON body; without one, or with another media type, the body stays undefined. */
export const jsonBody = express.json({ limit: jsonLimit });

/** Reads a plain form, as a page without script sends it. */
export const formBody = express.urlencoded({ extended: false, limit: formLimit, parameterLimit: 10 });

/** What a file may be sent for; none of it asks to what. */
type FileAction = "prepare-version" | "receive-contributions";

/**
 * Reads a file's bytes, whatever media type they are called. Who may not do what it is sent for is refused before the body
 * is read: nobody else gets to fill the memory.
 */
export function fileBody(action: FileAction): readonly RequestHandler[] {
  return [
    (_request, response, next) => {
      const { actor } = visitOf(response).visitor;
      if (actor.participantId === null) next(new ProblemError("not-signed-in"));
      else next(can(actor, action) ? undefined : new ProblemError("not-allowed"));
    },
    express.raw({ limit: largestUpload, type: () => true }),
  ];
}

const minute = 60_000;

/** How often one may ask; each counts for itself, over the API and the pages together. */
export interface Limits {
  signIn: RequestHandler;
  write: RequestHandler;
  costlyRead: RequestHandler;
}

/** @param costlyReads How many costly answers one may ask for in a minute; 0 for any number. */
export function openLimits(costlyReads: number): Limits {
  return {
    // Tokens are too long to be guessed; this keeps the guessing from costing anything. Sign-ins that succeed do not
    // count: a delegation shares one address.
    signIn: limit({ windowMs: 15 * minute, limit: 20, skipSuccessfulRequests: true, keyGenerator: addressOf }),
    // An hour's work of a fast typist, and far below what hurts.
    write: limit({ windowMs: minute, limit: 240, keyGenerator: personOf }),
    costlyRead: limit({ windowMs: minute, limit: costlyReads, skip: () => costlyReads === 0, keyGenerator: personOf }),
  };
}

function limit(options: Parameters<typeof rateLimit>[0]): RequestHandler {
  return rateLimit({
    ...options,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler: (_request, _response, next) => next(new ProblemError("too-many-requests")),
  });
}

/** Whoever is signed in counts for themselves, wherever they are; the public counts by address. */
export function personOf(request: Request, response: Response): string {
  return visitOf(response).visitor.actor.participantId ?? addressOf(request);
}

/** An IPv6 address counts with its /56, which one person may have whole. */
function addressOf(request: Request): string {
  return ipKeyGenerator(request.ip ?? "");
}
