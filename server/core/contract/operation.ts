import type * as z from "zod";
import type { Action } from "#core/access/permissions.ts";
import type { ProblemCode } from "#core/contract/problem.ts";

/**
 * What an operation answers with: JSON of a schema, a file, one that is written while it is sent (see file-pieces.ts), a
 * stream of events, or nothing.
 */
export type Answer =
  | { kind: "json"; schema: z.ZodType; status?: 200 | 201 }
  | { kind: "file"; mediaTypes: readonly string[] }
  | { kind: "written-file"; mediaTypes: readonly string[] }
  | { kind: "events"; schema: z.ZodType }
  | { kind: "nothing" };

/** One HTTP operation of the API: the server parses by it, the client calls by it, OpenAPI is printed from it. */
export interface Operation {
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Below /api, with parameters as {name}. */
  path: string;
  summary: string;
  /** Who may, by the one table in core/access/ability; the subject is found by the service. */
  action: Action;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** JSON body. */
  body?: z.ZodType;
  /** The body is a file's bytes (application/octet-stream), read from whoever may do this. */
  file?: "prepare-version" | "receive-contributions";
  answer: Answer;
  problems: readonly ProblemCode[];
  /** A read that takes the server's time: how often one person may ask for such is limited. */
  costly?: true;
}

/** Keeps the literal types of an operation. */
export function operation<const T extends Operation>(value: T): T {
  return value;
}
