import * as z from "zod";
import { Me } from "#core/contract/forum-operations.ts";
import { operation } from "#core/contract/operation.ts";

/** A request to sign in by mail that waits for its link or code. */
export const PendingRequest = z.object({ id: z.string(), expiresAt: z.iso.datetime() });
export type PendingRequest = z.infer<typeof PendingRequest>;

/** Six digits, in whatever groups they are typed. */
export const TypedCode = z
  .string()
  .trim()
  .regex(/^(?:\s*\d){6}$/u);

export const accountOperations = {
  getSignIn: operation({
    method: "get",
    path: "/sign-in",
    summary: "The request to sign in by mail that this browser made last, if it still waits",
    action: "sign-in",
    answer: { kind: "json", schema: z.object({ request: PendingRequest.nullable() }) },
    problems: [],
  }),
  askToSignIn: operation({
    method: "post",
    path: "/sign-in/requests",
    summary:
      "Ask for a message with a link and a code to sign in; the answer is the same whether the address is known or not, and its cookie binds the request to this browser",
    action: "sign-in",
    body: z.object({ email: z.string().trim().max(254).pipe(z.email()) }),
    answer: { kind: "json", schema: PendingRequest, status: 201 },
    problems: ["invalid-request", "too-many-requests"],
  }),
  confirmSignIn: operation({
    method: "post",
    path: "/sign-in/requests/{request}/confirm",
    summary: "Sign in with the token or the code of the message, in the browser that asked; sets the session cookie",
    action: "sign-in",
    params: z.object({ request: z.string() }),
    body: z.union([z.object({ token: z.string() }), z.object({ code: TypedCode })]),
    answer: { kind: "json", schema: Me },
    problems: ["invalid-request", "other-browser", "code-not-valid", "sign-in-ended", "too-many-requests"],
  }),
};
