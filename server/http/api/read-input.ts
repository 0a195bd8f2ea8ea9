import type * as z from "zod";
import { fieldProblemsOf, mostProblems, unknownFields } from "#core/contract/field-problem.ts";
import type { Operation } from "#core/contract/operation.ts";
import { ProblemError } from "../../services/kernel/problem.ts";

/** The parts of a request, not yet checked. */
export interface RequestParts {
  params?: unknown;
  query?: unknown;
  body?: unknown;
}

/**
 * Checks a request against its operation. Returns params, query and body merged, and an uploaded file as `bytes`.
 * @throws ProblemError invalid-request naming each unknown or invalid field; file-empty
 */
export function readInput(operation: Operation, { params, query, body }: RequestParts): object {
  const asked = withPresentNames(query, operation.formerQuery);
  const unknown = [
    ...unknownFields("query", operation.query, asked),
    ...(operation.body ? unknownFields("body", operation.body, body) : []),
  ];
  if (unknown.length > 0) throw new ProblemError("invalid-request", {}, unknown.slice(0, mostProblems));
  return {
    ...(operation.params && parse("params", operation.params, params)),
    ...(operation.query && parse("query", operation.query, asked)),
    ...(operation.body && parse("body", operation.body, body)),
    ...(operation.file && { bytes: bytesOf(body) }),
  };
}

/** Returns a query with the present names of its parameters. */
function withPresentNames(query: unknown, former: Operation["formerQuery"] = {}): unknown {
  if (typeof query !== "object" || query === null) return query;
  return Object.fromEntries(Object.entries(query).map(([name, value]) => [former[name] ?? name, value]));
}

/** @throws ProblemError naming each invalid field. */
function parse(part: string, schema: z.ZodType, value: unknown): object {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data as object;
  throw new ProblemError("invalid-request", {}, fieldProblemsOf(part, parsed.error, value));
}

/** @throws ProblemError if the body is empty. */
function bytesOf(body: unknown): Uint8Array {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  throw new ProblemError("file-empty");
}
