import type { ErrorRequestHandler, Response } from "express";
import type { Logger } from "pino";
import * as z from "zod";
import { fieldProblem, type FieldProblem } from "#core/contract/field-problem.ts";
import { type Problem, problemStatus, type ProblemCode } from "#core/contract/problem.ts";
import { sayFieldProblem, sayProblem } from "#core/messages/say-problem.ts";
import { knownProblem, ProblemError } from "../../services/kernel/problem.ts";
import { breakOff } from "./answer.ts";

/** What Express's own readers of bodies and paths throw: an error with a client's status. */
const RefusedByExpress = z.object({
  status: z.int().min(400).max(499),
  /** Body readers name what is wrong: "entity.parse.failed", "entity.too.large". Absent where a path was not readable. */
  type: z.string().optional(),
  /** In bytes. */
  limit: z.number().optional(),
});

/**
 * The problem an error is told as (RFC 9457). What is not one of ours is unexpected, and nothing of it is told: neither
 * its message nor where it was thrown.
 */
export function problemOf(thrown: unknown): Problem {
  const error = knownProblem(thrown);
  if (error instanceof ProblemError) return problem(error.code, error.params, error.errors);
  const refused = RefusedByExpress.safeParse(error);
  if (!refused.success) return problem("unexpected");
  const { status, type, limit = 0 } = refused.data;
  if (status === 413) return problem("too-large", sizeIn(limit));
  const wrong =
    type === undefined
      ? fieldProblem(["params"], "field-not-of-this-form")
      : fieldProblem(["body"], type === "entity.parse.failed" ? "body-not-json" : "body-not-readable");
  return problem("invalid-request", {}, [wrong]);
}

function problem(code: ProblemCode, params: Problem["params"] = {}, errors: readonly FieldProblem[] = []): Problem {
  return {
    type: `/problems/${code}`,
    status: problemStatus[code],
    ...sayProblem({ code, params, errors }, "en"),
    code,
    params,
    ...(errors.length > 0 && { errors: errors.map((error) => ({ ...error, detail: sayFieldProblem(error, "en") })) }),
  };
}

const kilobyte = 1024;

/** A limit in the unit people would say it in. */
function sizeIn(bytes: number): { limit: number; unit: string } {
  const kilobytes = bytes / kilobyte;
  return kilobytes < kilobyte
    ? { limit: Math.round(kilobytes), unit: "kB" }
    : { limit: Math.round(kilobytes / kilobyte), unit: "MB" };
}

/** What is queued for comparing is done within about so many seconds (see comparison-pool.ts). */
const busyFor = 30;

/** Says when to try again, where that is known; a limit on requests has said so itself. */
export function sayWhenToRetry(response: Response, { code }: Problem): void {
  if (code === "server-busy") response.set("Retry-After", String(busyFor));
}

/** Writes a problem on the wire. */
function sendProblem(response: Response, told: Problem): void {
  sayWhenToRetry(response, told);
  response
    .status(told.status)
    .set("Cache-Control", "no-store")
    .type("application/problem+json")
    .send(JSON.stringify(told));
}

/** Answers an API request that failed; the unexpected is logged whole. */
export function answerProblem(logger: Logger): ErrorRequestHandler {
  // Express takes a function of four for one that answers errors.
  return (error: unknown, _request, response, _next) => {
    const told = problemOf(error);
    if (told.status >= 500) logger.error({ err: error }, told.code);
    if (response.headersSent) breakOff(response, told);
    else sendProblem(response, told);
  };
}
