import express, { type RequestHandler, type Router } from "express";
import type { Action } from "#core/access/permissions.ts";
import { isInScope } from "#core/access/scopes.ts";
import type { OperationName } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import type { FileAnswer, WrittenFile } from "../../services/kernel/file-answer.ts";
import { sendFile, sendJson, sendWrittenFile } from "./answer.ts";
import type { LooseHandler } from "./handler-types.ts";
import { readInput } from "./read-input.ts";
import { anonymousJsonBody, jsonBody, type Limits, mayEver } from "../middleware/limits.ts";
import { type Visit, visitOf } from "../middleware/visitor.ts";

/** Creates the API router: binds every operation of a table to its handler, in the table's order. */
export function routes<Name extends string>(
  operations: Readonly<Record<Name, Operation>>,
  handlers: Readonly<Record<Name, (visit: Visit, input: never) => Promise<unknown>>>,
  limits: Limits,
): Router {
  const router = express.Router();
  for (const [name, operation] of Object.entries<Operation>(operations)) {
    const handler = handlers[name as Name] as LooseHandler;
    const { path, formerPath } = operation;
    for (const one of formerPath === undefined ? [path] : [path, formerPath]) {
      router[operation.method](
        one.replace(/\{(\w+)\}/gu, ":$1"),
        withinScope(operation),
        ...limitsOn(name, operation, limits),
        bind(operation, handler),
      );
    }
  }
  router.use(() => {
    throw new ProblemError("not-found");
  });
  return router;
}

/** Rejects a request whose access token does not cover the operation. The services then decide about its owner. */
function withinScope(operation: Operation): RequestHandler {
  return (_request, response, next) => {
    const { scopes, refuseScope } = visitOf(response).visitor;
    const isAllowed = scopes === null || isInScope(operation, scopes);
    next(isAllowed ? undefined : (refuseScope?.() ?? new ProblemError("scope-missing")));
  };
}

/** Returns the handlers before an operation's own: its limits, and the reading of its body. */
function limitsOn(
  name: string,
  { method, action, costly, file, body }: Operation,
  limits: Limits,
): readonly RequestHandler[] {
  if (method === "get") return costly ? [limits.costlyRead] : [];
  if (signIns.has(name)) return [limits.signInFlood, anonymousJsonBody, limits.signIn];
  if (signInStarts.has(name)) return [limits.signInFlood, anonymousJsonBody];
  return [limits.write, ...(file || body ? [mayEver(action), file ? limits.fileBody : jsonBody] : [])];
}

/** The operations that people call before they are signed in. */
const signIns: ReadonlySet<string> = new Set<OperationName>([
  "signIn",
  "askToSignIn",
  "confirmSignIn",
  "finishProviderSignIn",
  "signInWithPasskey",
  "agreeToAddress",
]);

/** Those that try nothing yet. A provider that is down must not use up anybody's attempts. */
const signInStarts: ReadonlySet<string> = new Set<OperationName>([
  "stopMails",
  "confirmMailbox",
  "beginProviderSignIn",
  "askForPasskey",
]);

/** Actions whose answers hold secrets or personal data, which no browser may store. */
const unstored: ReadonlySet<Action> = new Set<Action>([
  "sign-in",
  "keep-account",
  "read-settings",
  "manage-people",
  "manage-mailbox",
  "read-deputies",
]);

function bind(operation: Operation, handler: LooseHandler): RequestHandler {
  const { answer } = operation;
  const isStored = !unstored.has(operation.action);
  return async (request, response) => {
    const input = readInput(operation, request);
    const value = await handler(visitOf(response), input);
    if (answer.kind === "json") await sendJson(response, answer.status ?? 200, value, isStored);
    else if (answer.kind === "file") sendFile(response, value as FileAnswer, isStored);
    else if (answer.kind === "written-file") await sendWrittenFile(response, value as WrittenFile, isStored);
    else if (answer.kind === "nothing") response.status(204).end();
  };
}
