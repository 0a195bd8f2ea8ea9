import * as z from "zod";
import { Me } from "#core/contract/forum-operations.ts";
import { operation } from "#core/contract/operation.ts";
import { OneLine } from "#core/text/one-line.ts";

/** A provider with which people can sign in. */
const Provider = z.object({ id: z.string(), name: z.string() });

/** The ways to sign in on this server, beside mail. */
export const SignInMethods = z.object({
  providers: z.array(Provider),
  /** The only address on whose pages passkeys work. Null if the server has none. */
  passkeys: z.object({ origin: z.string() }).nullable(),
  /** The signed-in person whose session is too weak for their role. Null for everybody else. */
  heldBack: z
    .object({
      name: z.string(),
      /** Whether they have no passkey or provider yet, and so may add their first. Otherwise they must use theirs. */
      mayAdd: z.boolean(),
    })
    .nullable(),
});
export type SignInMethods = z.infer<typeof SignInMethods>;

/** An account at a provider, as its owner sees it. */
const ShownIdentity = z.object({
  id: z.string(),
  /** Name of the provider. Null if it is no longer configured, so that nobody can sign in with it. */
  provider: z.string().nullable(),
  issuer: z.string(),
  /** The mail address at the provider when it was linked. */
  email: z.string().nullable(),
  linkedAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
});

/** A passkey, as its owner sees it. */
export const ShownPasskey = z.object({
  id: z.string(),
  name: z.string(),
  /** False if the address of the server has changed since. */
  usable: z.boolean(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
});
export type ShownPasskey = z.infer<typeof ShownPasskey>;

/** The ways in which a person can sign in. */
export const WaysIn = z.object({
  email: z.string().nullable(),
  /** Whether the server sends mail, so that the address is a way to sign in. */
  mailReaches: z.boolean(),
  identities: z.array(ShownIdentity),
  passkeys: z.array(ShownPasskey),
  /** The providers with which identities can be linked. */
  providers: z.array(Provider),
});
export type WaysIn = z.infer<typeof WaysIn>;

/** Path of our own site to open afterwards. Other values mean the home page. */
const returnTo = z.string().max(2000).default("/");

/** The options of `navigator.credentials`, as JSON (PublicKeyCredentialCreationOptionsJSON and the like). */
const CredentialOptions = z.looseObject({ challenge: z.string() });

/** A credential, as JSON (RegistrationResponseJSON, AuthenticationResponseJSON). */
const Credential = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal("public-key"),
  response: z.looseObject({ clientDataJSON: z.string() }),
});

const PasskeyName = OneLine.max(60);
const ProviderParams = z.object({ provider: z.string() });
const ProviderPage = z.object({ url: z.string() });

/** Providers and passkeys. */
export const waysInOperations = {
  getSignInMethods: operation({
    method: "get",
    path: "/sign-in/methods",
    summary: "The providers and passkeys with which people can sign in here",
    action: "sign-in",
    answer: { kind: "json", schema: SignInMethods },
    problems: [],
  }),
  beginProviderSignIn: operation({
    method: "post",
    path: "/sign-in/providers/{provider}",
    summary: "Begin to sign in with a provider (OpenID Connect); its cookie binds the sign-in to this browser",
    action: "sign-in",
    params: ProviderParams,
    body: z.object({ returnTo }),
    answer: { kind: "json", schema: ProviderPage, status: 201 },
    problems: ["invalid-request", "not-found", "provider-unavailable", "too-many-requests"],
  }),
  finishProviderSignIn: operation({
    method: "post",
    path: "/sign-in/providers/{provider}/finish",
    summary:
      "Sign in, or link the provider, with the answer that the provider gave to the browser that began; sets the session cookie",
    action: "sign-in",
    params: ProviderParams,
    /** The query of the address to which the provider sent the browser. */
    body: z.object({ answer: z.string().max(8000) }),
    answer: { kind: "json", schema: z.object({ returnTo: z.string() }) },
    problems: [
      "invalid-request",
      "not-found",
      "provider-unavailable",
      "provider-refused",
      "provider-sign-in-ended",
      "identity-unknown",
      "identity-in-use",
      "stronger-sign-in-needed",
      "too-many-requests",
    ],
  }),
  askForPasskey: operation({
    method: "post",
    path: "/sign-in/passkeys",
    summary: "Ask for a challenge to sign in with a passkey; its cookie binds the challenge to this browser",
    action: "sign-in",
    answer: { kind: "json", schema: CredentialOptions, status: 201 },
    problems: ["passkey-not-bound", "too-many-requests"],
  }),
  signInWithPasskey: operation({
    method: "post",
    path: "/sign-in/passkeys/confirm",
    summary: "Sign in with a passkey that signed the challenge; sets the session cookie",
    action: "sign-in",
    body: z.object({ credential: Credential }),
    answer: { kind: "json", schema: Me },
    problems: ["invalid-request", "passkey-not-valid", "passkey-not-bound", "too-many-requests"],
  }),
  getWaysIn: operation({
    method: "get",
    path: "/ways-in",
    summary: "One's own ways to sign in: address, linked providers and passkeys",
    action: "keep-account",
    answer: { kind: "json", schema: WaysIn },
    problems: ["not-signed-in"],
  }),
  linkIdentity: operation({
    method: "post",
    path: "/ways-in/providers/{provider}",
    summary: "Begin to link one's account with a provider; its page opens next",
    action: "keep-account",
    params: ProviderParams,
    body: z.object({ returnTo }),
    answer: { kind: "json", schema: ProviderPage, status: 201 },
    problems: ["not-signed-in", "invalid-request", "not-found", "provider-unavailable", "stronger-sign-in-needed"],
  }),
  unlinkIdentity: operation({
    method: "delete",
    path: "/ways-in/identities/{identity}",
    summary: "Unlink a provider from one's account, unless it is the last way to sign in",
    action: "keep-account",
    params: z.object({ identity: z.string() }),
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-found", "last-way-in", "stronger-sign-in-needed"],
  }),
  askToAddPasskey: operation({
    method: "post",
    path: "/ways-in/passkeys/options",
    summary: "Ask for the options with which the browser makes a passkey",
    action: "keep-account",
    answer: { kind: "json", schema: CredentialOptions, status: 201 },
    problems: ["not-signed-in", "passkey-not-bound", "wrong-state", "stronger-sign-in-needed"],
  }),
  addPasskey: operation({
    method: "post",
    path: "/ways-in/passkeys",
    summary: "Add a passkey that the browser made; without a name it is named after the device",
    action: "keep-account",
    body: z.object({ name: PasskeyName.optional(), credential: Credential }),
    answer: { kind: "json", schema: ShownPasskey, status: 201 },
    problems: [
      "not-signed-in",
      "invalid-request",
      "passkey-not-valid",
      "passkey-not-bound",
      "already-exists",
      "stronger-sign-in-needed",
    ],
  }),
  renamePasskey: operation({
    method: "patch",
    path: "/ways-in/passkeys/{passkey}",
    summary: "Rename a passkey",
    action: "keep-account",
    params: z.object({ passkey: z.string() }),
    body: z.object({ name: PasskeyName }),
    answer: { kind: "json", schema: ShownPasskey },
    problems: ["not-signed-in", "invalid-request", "not-found", "stronger-sign-in-needed"],
  }),
  removePasskey: operation({
    method: "delete",
    path: "/ways-in/passkeys/{passkey}",
    summary: "Remove a passkey, unless it is the last way to sign in",
    action: "keep-account",
    params: z.object({ passkey: z.string() }),
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-found", "last-way-in", "stronger-sign-in-needed"],
  }),
  agreeToAddress: operation({
    method: "post",
    path: "/participants/{participant}/address-agreement",
    summary: "Open a person's drafts to the address that replaced theirs, with the token sent to the old address",
    action: "sign-in",
    params: z.object({ participant: z.string() }),
    body: z.object({ token: z.string() }),
    answer: { kind: "nothing" },
    problems: ["link-not-valid"],
  }),
  recoverAccess: operation({
    method: "post",
    path: "/participants/{participant}/recovery",
    summary: "Remove a person's lost passkeys and providers, end their sessions, and mail them a link to sign in",
    action: "recover-access",
    params: z.object({ participant: z.string() }),
    answer: {
      kind: "json",
      schema: z.object({
        /** Number of passkeys and providers that were removed. */
        removed: z.int(),
        /** Whether the link was sent. Without mail, the command line makes one. */
        mailed: z.boolean(),
      }),
    },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
};
