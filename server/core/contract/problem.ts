import * as z from "zod";
import { FieldProblem } from "#core/contract/field-problem.ts";

/**
 * Every error between client and server, with its HTTP status. Codes are stable; the text for people is in
 * core/messages. Sent as RFC 9457 problem details.
 */
export const problemStatus = {
  "not-signed-in": 401,
  "not-allowed": 403,
  "not-found": 404,
  "invalid-request": 400,
  "wrong-origin": 403,
  "origin-missing": 403,
  "wrong-host": 421,
  "revision-conflict": 409,
  "already-exists": 409,
  "id-in-use": 409,
  "already-published": 409,
  "already-received": 409,
  "wrong-state": 409,
  "source-not-sender": 409,
  "last-secretariat": 409,
  "changed-since": 409,
  "in-use": 409,
  "target-not-in-version": 422,
  "proposal-not-applicable": 422,
  "not-this-text": 422,
  "not-this-format": 415,
  "outdated-format": 415,
  "outdated-spreadsheet": 415,
  "outlook-message": 415,
  "mail-too-many-files": 422,
  "machine-format": 415,
  "file-damaged": 422,
  "file-empty": 422,
  "file-scanned": 422,
  "file-encrypted": 422,
  "template-macros": 422,
  "template-external": 422,
  "template-embedded": 422,
  "template-marked-up": 422,
  "template-unsupported": 422,
  "too-large": 413,
  "file-too-large": 413,
  "storage-full": 413,
  "text-too-long": 413,
  "link-not-valid": 410,
  "other-browser": 403,
  "code-not-valid": 422,
  "sign-in-ended": 410,
  "provider-unavailable": 503,
  "provider-refused": 403,
  "provider-sign-in-ended": 410,
  "identity-unknown": 403,
  "identity-in-use": 409,
  "last-way-in": 409,
  "passkey-not-valid": 422,
  "passkey-not-bound": 501,
  "stronger-sign-in-needed": 403,
  "account-in-use": 409,
  "link-not-mailed": 409,
  "token-not-valid": 401,
  "scope-missing": 403,
  "too-many-requests": 429,
  "too-many-streams": 429,
  "server-busy": 503,
  "too-many-connections": 503,
  "mail-not-sent": 503,
  "not-kept": 503,
  "store-unreachable": 503,
  "not-printed": 503,
  "no-browser": 501,
  "text-damaged": 500,
  "original-damaged": 500,
  unexpected: 500,
} as const;

export type ProblemCode = keyof typeof problemStatus;
export const problemCodes = /* @__PURE__ */ Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]];

/** RFC 9457 problem details with our own `code`, `params` and `errors`. */
export const Problem = z.object({
  /** A URI reference that names the code: "/problems/not-found". */
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(problemCodes),
  /** The parameters of the message, by name, so that a client can word it in its own language. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The invalid fields of the request, each with its problem as code and as text. */
  errors: z.array(FieldProblem.extend({ detail: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;

/**
 * Reasons why an uploaded file is rejected. They are not in problem.ts, so that the pages on which people read do not
 * load the codes of all problems.
 */
export const fileProblems = [
  "not-this-format",
  "outdated-format",
  "outdated-spreadsheet",
  "outlook-message",
  "mail-too-many-files",
  "machine-format",
  "file-damaged",
  "file-empty",
  "file-encrypted",
  "file-scanned",
  "file-too-large",
  "text-too-long",
] as const satisfies readonly ProblemCode[];
