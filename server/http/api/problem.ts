import type { ErrorRequestHandler, Response } from "express";
import type { Logger } from "pino";
import * as z from "zod";
import { fieldProblem, type FieldProblem } from "#core/contract/field-problem.ts";
import { type Problem, problemStatus, type ProblemCode } from "#core/contract/problem.ts";
import { fieldProblemText, problemText } from "#core/phrases/problem-text.ts";
import { knownProblem, ProblemError } from "../../services/kernel/problem.ts";
import { browserLanguage } from "../middleware/browser-language.ts";
import { noteProblem } from "../middleware/request-log.ts";
import { breakOff } from "./answer.ts";

/** An error thrown by Express's own body and path parsers, with a 4xx status. */
const RefusedByExpress = z.object({
  status: z.int().min(400).max(499),
  /**
   * The body parsers' error type, such as "entity.parse.failed" or "entity.too.large". Absent for an unreadable path.
   */
  type: z.string().optional(),
  /** In bytes. */
  limit: z.number().optional(),
});

/**
 * Converts an error to a problem (RFC 9457), worded in a language (BCP 47). An unknown error becomes `unexpected`,
 * without its message or stack.
 */
export function problemOf(thrown: unknown, language: string): Problem {
  const error = knownProblem(thrown);
  if (error instanceof ProblemError) return problem(error, language);
  const refused = RefusedByExpress.safeParse(error);
  if (!refused.success) return problem({ code: "unexpected" }, language);
  const { status, type, limit = 0 } = refused.data;
  if (status === 413) return problem({ code: "too-large", params: sizeIn(limit) }, language);
  const wrong =
    type === undefined
      ? fieldProblem(["params"], "field-not-of-this-form")
      : fieldProblem(["body"], type === "entity.parse.failed" ? "body-not-json" : "body-not-readable");
  return problem({ code: "invalid-request", errors: [wrong] }, language);
}

function problem(
  {
    code,
    params = {},
    errors = [],
  }: { code: ProblemCode; params?: Problem["params"]; errors?: readonly FieldProblem[] },
  language: string,
): Problem {
  return {
    type: `/problems/${code}`,
    status: problemStatus[code],
    ...problemText({ code, params, errors }, language),
    code,
    params,
    ...(errors.length > 0 && {
      errors: errors.map((error) => ({ ...error, detail: fieldProblemText(error, language) })),
    }),
  };
}

const kilobyte = 1024;

/** Returns a limit in a readable unit. */
function sizeIn(bytes: number): { limit: number; unit: string } {
  const kilobytes = bytes / kilobyte;
  return kilobytes < kilobyte
    ? { limit: Math.round(kilobytes), unit: "kB" }
    : { limit: Math.round(kilobytes / kilobyte), unit: "MB" };
}

/** Seconds within which queued comparisons are usually done (see comparison-pool.ts). */
const busyFor = 30;

/** Sets Retry-After if the time is known. The rate limiter sets its own. */
export function setRetryAfter(response: Response, { code }: Problem): void {
  if (code === "server-busy") response.set("Retry-After", String(busyFor));
}

function sendProblem(response: Response, problem: Problem): void {
  setRetryAfter(response, problem);
  response
    .status(problem.status)
    .set("Cache-Control", "no-store")
    .type("application/problem+json")
    .send(JSON.stringify(problem));
}

/** Responds to a failed API request. Unexpected errors are logged in full. */
export function answerProblem(logger: Logger): ErrorRequestHandler {
  // Express recognises an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const problem = problemOf(error, browserLanguage(request));
    noteProblem(response, problem.code);
    if (problem.status >= 500) logger.error({ err: error }, problem.code);
    if (response.headersSent) breakOff(response, problem);
    else sendProblem(response, problem);
  };
}
