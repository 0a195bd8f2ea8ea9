import type { Operation } from "#core/contract/operation.ts";
import { problemCodes, type ProblemCode } from "#core/contract/problem.ts";

/**
 * Every problem an operation may answer with: those the contract names for it, and those the door itself adds.
 *
 * - whoever has no session may be asked to sign in, except where anyone may enter;
 * - what is parsed may be invalid; what is sent may be too large;
 * - what writes must come from our own origin and not too often; what is costly must not be asked for too often either;
 * - what writes may find the disk full; anything may fail unexpectedly, or find the server busy comparing.
 */
export function problemsOf(operation: Operation): ProblemCode[] {
  const added = new Set<ProblemCode>(["unexpected", "server-busy", ...operation.problems]);
  if (operation.action !== "enter") added.add("not-signed-in");
  if (operation.params ?? operation.query ?? operation.body) added.add("invalid-request");
  if (operation.body ?? operation.file) added.add("too-large");
  if (operation.costly) added.add("too-many-requests");
  if (operation.method !== "get")
    added.add("wrong-origin").add("origin-missing").add("too-many-requests").add("not-kept");
  return problemCodes.filter((code) => added.has(code));
}
