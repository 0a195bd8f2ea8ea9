import * as z from "zod";
import { Participant } from "#core/access/people.ts";
import { Preferences } from "#core/access/preferences.ts";
import { Scope, scopes } from "#core/access/scopes.ts";
import { Me } from "#core/contract/forum-operations.ts";
import { operation } from "#core/contract/operation.ts";
import { OneLine } from "#core/text/one-line.ts";

/** A request to sign in by mail that waits for its link or code. */
export const PendingRequest = z.object({ id: z.string(), expiresAt: z.iso.datetime() });
export type PendingRequest = z.infer<typeof PendingRequest>;

/** Six digits, in whatever groups they are typed. */
const TypedCode = z
  .string()
  .trim()
  .regex(/^(?:\s*\d){6}$/u);

/** One of a person's sessions, as they see it. */
export const ShownSession = z.object({
  id: z.string(),
  /** The browser and system ("Firefox, Windows"). Null if unknown. */
  device: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** In the forum's time zone. */
  lastUsedOn: z.iso.date(),
  /** Whether the request belongs to it. */
  current: z.boolean(),
});
export type ShownSession = z.infer<typeof ShownSession>;

/** One of a person's access tokens, as they see it. */
export const ShownToken = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(Scope),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** In the forum's time zone. */
  lastUsedOn: z.iso.date().nullable(),
});
export type ShownToken = z.infer<typeof ShownToken>;

/** Signing in by mail, one's own sessions and access tokens. */
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
    body: z.object({
      email: z.string().trim().max(254).pipe(z.email()),
      /**
       * Path of our own site to which the link in the message leads back, of up to 2000 characters. Other values mean the
       * home page.
       */
      returnTo: z.string().default("/"),
    }),
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
  getSessions: operation({
    method: "get",
    path: "/sessions",
    summary: "One's own sessions, with device and last use",
    action: "keep-account",
    answer: { kind: "json", schema: z.array(ShownSession) },
    problems: ["not-signed-in"],
  }),
  endSession: operation({
    method: "delete",
    path: "/sessions/{session}",
    summary: "End one of one's own sessions",
    action: "keep-account",
    params: z.object({ session: z.string() }),
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-found"],
  }),
  endOtherSessions: operation({
    method: "delete",
    path: "/sessions",
    summary: "End all of one's own sessions but this one",
    action: "keep-account",
    answer: { kind: "nothing" },
    problems: ["not-signed-in"],
  }),
  getTokens: operation({
    method: "get",
    path: "/tokens",
    summary: "One's own access tokens, without the tokens themselves",
    action: "keep-account",
    answer: { kind: "json", schema: z.array(ShownToken) },
    problems: ["not-signed-in"],
  }),
  makeToken: operation({
    method: "post",
    path: "/tokens",
    summary: "Make an access token for scripts, sent as Authorization: Bearer; it is shown only in this answer",
    action: "keep-account",
    body: z.object({
      name: OneLine.max(100),
      scopes: z.array(Scope).min(1).max(scopes.length),
      /** Days until it expires. */
      days: z.int().min(1).max(366),
    }),
    answer: { kind: "json", schema: ShownToken.extend({ token: z.string() }), status: 201 },
    problems: ["not-signed-in", "invalid-request", "already-exists", "wrong-state"],
  }),
  revokeToken: operation({
    method: "delete",
    path: "/tokens/{token}",
    summary: "Revoke one of one's own access tokens, by its id",
    action: "keep-account",
    params: z.object({ token: z.string() }),
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-found"],
  }),
};

/** A person's own profile. */
export const Profile = z.object({ participant: Participant, preferences: Preferences });
export type Profile = z.infer<typeof Profile>;

/** One's own profile, mail address and data. */
export const profileOperations = {
  getProfile: operation({
    method: "get",
    path: "/profile",
    summary: "One's own profile: name, mail address and settings",
    action: "keep-account",
    answer: { kind: "json", schema: Profile },
    problems: ["not-signed-in"],
  }),
  changeProfile: operation({
    method: "patch",
    path: "/profile",
    summary: "Change one's own name and settings; earlier comments keep the name they were made with",
    action: "keep-account",
    body: Preferences.extend({ name: OneLine.max(200) }).partial(),
    answer: { kind: "json", schema: Profile },
    problems: ["not-signed-in", "invalid-request"],
  }),
  askEmailChange: operation({
    method: "post",
    path: "/profile/email",
    summary: "Ask to change one's own mail address; a code is sent to the new address and to the present one",
    action: "keep-account",
    body: z.object({ email: z.string().trim().max(254).pipe(z.email()) }),
    answer: {
      kind: "json",
      schema: z.object({
        expiresAt: z.iso.datetime(),
        /** Whether the present address has to confirm too. */
        asksPresent: z.boolean(),
      }),
      status: 201,
    },
    problems: ["not-signed-in", "invalid-request", "too-many-requests", "mail-not-sent"],
  }),
  confirmEmailChange: operation({
    method: "post",
    path: "/profile/email/confirm",
    summary: "Change one's own mail address with the codes sent to both addresses",
    action: "keep-account",
    body: z.object({ presentCode: TypedCode.optional(), newCode: TypedCode }),
    answer: { kind: "json", schema: Profile },
    problems: ["not-signed-in", "invalid-request", "code-not-valid", "sign-in-ended", "already-exists"],
  }),
  getOwnData: operation({
    method: "get",
    path: "/profile/data",
    summary: "Everything that the forum stores about oneself, as JSON files in a zip",
    action: "keep-account",
    answer: { kind: "file", mediaTypes: ["application/zip"] },
    problems: ["not-signed-in"],
    costly: true,
  }),
};
