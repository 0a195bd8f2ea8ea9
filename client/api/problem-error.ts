import type { Problem, ProblemCode } from "#core/contract/problem.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";

/** The error of a failed call. `code` is the server's, or "offline" if no server was reached. */
export class ProblemError extends Error {
  readonly code: ProblemCode | "offline";
  /** The server's problem; null if no server was reached or its answer contained no problem. */
  readonly problem: Problem | null;

  constructor(code: ProblemCode | "offline", detail: string, problem: Problem | null) {
    super(detail);
    this.name = "ProblemError";
    this.code = code;
    this.problem = problem;
  }

  static offline(): ProblemError {
    return new ProblemError("offline", messages.serverUnreachable, null);
  }
}

/** Returns the problem in a refused response. A response without one (a proxy's page) counts as unexpected. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => null);
  if (isProblem(body)) return new ProblemError(body.code, body.detail, body);
  if (response.status === 502 || response.status === 503 || response.status === 504) return ProblemError.offline();
  return new ProblemError("unexpected", formatMessage(messages.serverError, { status: response.status }), null);
}

/**
 * Tells a problem from another body. The lists of all codes would weigh on every page, and a page shows the server's
 * text.
 */
function isProblem(body: unknown): body is Problem {
  const { code, detail, params } = (body ?? {}) as Partial<Record<keyof Problem, unknown>>;
  return typeof code === "string" && typeof detail === "string" && typeof params === "object" && params !== null;
}
