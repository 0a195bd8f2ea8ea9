import { type ProblemCode, ReceivedProblem } from "#core/contract/problem.ts";
import * as messages from "#core/messages/interface.en.ts";
import { formatMessage } from "../page-parts/messages.ts";

/** The error of a failed call. `code` is the server's, or "offline" if no server was reached. */
export class ProblemError extends Error {
  readonly code: ProblemCode | "offline";
  /** The server's problem; null if no server was reached or its answer contained no problem. */
  readonly problem: ReceivedProblem | null;

  constructor(code: ProblemCode | "offline", detail: string, problem: ReceivedProblem | null) {
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
  const parsed = ReceivedProblem.safeParse(await response.json().catch(() => null));
  if (parsed.success) return new ProblemError(parsed.data.code, parsed.data.detail, parsed.data);
  if (response.status === 502 || response.status === 503 || response.status === 504) return ProblemError.offline();
  return new ProblemError("unexpected", formatMessage(messages.serverError, { status: response.status }), null);
}
