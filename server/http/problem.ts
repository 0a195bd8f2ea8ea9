import type { ErrorRequestHandler, Response } from "express";
import type { Logger } from "pino";
import * as z from "zod";
import { type Problem, problemStatus, type ProblemCode } from "#core/contract/problem.ts";
import { say } from "#core/messages/messages.ts";
import { ProblemError } from "../services/problem-error.ts";

/** What Express's own readers of bodies and paths throw: an error with a client's status. */
const RefusedByExpress = z.object({ status: z.int().min(400).max(499) });

/**
 * The problem an error is told as (RFC 9457). What is not one of ours is unexpected, and nothing of it is told: neither
 * its message nor where it was thrown.
 */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) {
    const { errors } = error;
    return { ...problem(error.code, error.params), ...(errors.length > 0 ? { errors } : {}) };
  }
  const refused = RefusedByExpress.safeParse(error);
  if (refused.success) return problem(refused.data.status === 413 ? "too-large" : "invalid-request");
  return problem("unexpected");
}

function problem(code: ProblemCode, params: Problem["params"] = {}): Problem {
  return {
    type: `/problems/${code}`,
    title: say({ code: `problem-${code}`, params }, "en"),
    status: problemStatus[code],
    detail: say({ code: `problem-${code}-detail`, params }, "en"),
    code,
    params,
  };
}

/** Writes a problem on the wire. */
function sendProblem(response: Response, told: Problem): void {
  response
    .status(told.status)
    .set("Cache-Control", "no-store")
    .type("application/problem+json")
    .send(JSON.stringify(told));
}

/** Answers an API request that failed; the unexpected is logged whole. */
export function answerProblem(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    const told = problemOf(error);
    if (told.code === "unexpected") logger.error({ err: error }, "unexpected");
    if (response.headersSent) next(error);
    else sendProblem(response, told);
  };
}
