import type * as z from "zod";
import type { Action } from "#core/access/permissions.ts";
import type { ProblemCode } from "#core/contract/problem.ts";

/**
 * The response of an operation: JSON of a schema, a file, a file written while it is sent (see file-pieces.ts), a
 * stream of events, or nothing.
 */
export type Answer =
  | { kind: "json"; schema: z.ZodType; status?: 200 | 201 }
  | { kind: "file"; mediaTypes: readonly string[] }
  | { kind: "written-file"; mediaTypes: readonly string[] }
  | { kind: "events"; schema: z.ZodType }
  | { kind: "nothing" };

/**
 * One HTTP operation of the API. The server parses requests by it, the client calls it, and the OpenAPI description is
 * generated from it.
 */
export interface Operation {
  method: "get" | "post" | "put" | "patch" | "delete";
  /** Relative to /api, with parameters as {name}. */
  path: string;
  /** An earlier path, at which the operation still answers. */
  formerPath?: string;
  /** The parameters of its query that had another name, by that name, which is still accepted. */
  formerQuery?: Readonly<Record<string, string>>;
  summary: string;
  /** The action to authorise, from the table in core/access/ability. The service finds the subject. */
  action: Action;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** JSON body. */
  body?: z.ZodType;
  /** The body is a file's bytes (application/octet-stream). It is read only if the reader is allowed this action. */
  file?: "prepare-version" | "receive-contributions" | "manage-people" | "manage-forum" | "manage-documents" | "decide";
  answer: Answer;
  problems: readonly ProblemCode[];
  /** A personal address for feeds opens it. Its answer has only what every reader of the forum may see. */
  feed?: true;
  /** An expensive read. The number of such requests per person or address is limited. */
  costly?: true;
}

/** Returns its argument unchanged and keeps the literal types of the operation. */
export function operation<const T extends Operation>(value: T): T {
  return value;
}
