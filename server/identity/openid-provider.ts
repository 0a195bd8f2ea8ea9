import type { Configuration } from "openid-client";
import type { IdentityProvider, ProvidedIdentity, ProviderSecrets } from "../services/kernel/context.ts";
import { ProblemError } from "../services/kernel/problem.ts";

/** Settings of a provider of sign-in. */
export interface ProviderSettings {
  /** Short name in addresses. */
  id: string;
  /** Name on the button. */
  name: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** A failure of a provider, for the log. It holds no code, token, secret or address. */
export interface ProviderFault {
  provider: string;
  /** The code of the error, such as "OAUTH_INVALID_RESPONSE" or "ECONNREFUSED". */
  code: string;
  /** HTTP status or OAuth error of the provider, if it gave one. */
  reason?: string | number;
}

/** A person waits for the provider, so it has no more time to answer than this, in seconds. */
const patience = 10;
/** The provider's addresses are read again after this time, in ms. */
const discoveryLifetime = 60 * 60 * 1000;

/**
 * Opens a provider of sign-in over OpenID Connect: authorization code with PKCE, state and nonce. The provider is asked
 * for its addresses only when somebody signs in, so that one that is down delays nothing else.
 */
export function openIdProvider(settings: ProviderSettings, failed: (fault: ProviderFault) => void): IdentityProvider {
  const { id, name, issuer } = settings;
  let discovered: { at: number; configuration: Promise<Configuration> } | null = null;

  const configuration = async (): Promise<Configuration> => {
    if (discovered && discovered.at > Date.now() - discoveryLifetime) return discovered.configuration;
    const found = { at: Date.now(), configuration: discover(settings) };
    discovered = found;
    try {
      return await found.configuration;
    } catch (error) {
      // The next attempt asks again.
      if (discovered === found) discovered = null;
      throw error;
    }
  };
  const asking = async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      failed({ provider: id, ...faultOf(error) });
      throw new ProblemError(isRefusal(error) ? "provider-refused" : "provider-unavailable", { provider: name });
    }
  };

  return {
    id,
    name,
    issuer,
    begin: ({ state, nonce, verifier }, redirectUri) =>
      asking(async () => {
        const client = await import("openid-client");
        const url = client.buildAuthorizationUrl(await configuration(), {
          redirect_uri: redirectUri,
          scope: "openid email",
          state,
          nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
        });
        return url.href;
      }),
    finish: (secrets, returned) => asking(async () => readIdentity(await configuration(), secrets, returned)),
  };
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<Configuration> {
  const client = await import("openid-client");
  const [post, basic] = [client.ClientSecretPost(clientSecret), client.ClientSecretBasic(clientSecret)];
  const url = new URL(issuer);
  return client.discovery(
    url,
    clientId,
    clientSecret,
    (server, ...rest) => {
      // A provider that names no method expects this one (OpenID Connect Discovery 1.0, section 3).
      const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
      (methods.includes("client_secret_post") ? post : basic)(server, ...rest);
    },
    {
      timeout: patience,
      execute: [
        client.enableNonRepudiationChecks,
        // Settings allow this only for providers on this machine.
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so only to stand out
        ...(url.protocol === "http:" ? [client.allowInsecureRequests] : []),
      ],
    },
  );
}

/** Redeems the code of an answer, and reads who the person is. */
async function readIdentity(
  configuration: Configuration,
  { state, nonce, verifier }: ProviderSecrets,
  returned: URL,
): Promise<ProvidedIdentity> {
  const client = await import("openid-client");
  const tokens = await client.authorizationCodeGrant(configuration, returned, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error("The provider sent no ID token");
  // Many providers send the address only on request.
  const isAsked = claims["email"] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined;
  const about = isAsked ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub) : claims;
  const { email, email_verified: verified } = about as { email?: unknown; email_verified?: unknown };
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: typeof email === "string" && email !== "" ? email : null,
    // Some providers send it as text.
    isVerified: verified === true || verified === "true",
  };
}

/** Errors that say that the provider refused the sign-in, or that its answer does not belong to it. */
const refusals: ReadonlySet<string> = new Set([
  "OAUTH_AUTHORIZATION_RESPONSE_ERROR",
  "OAUTH_INVALID_RESPONSE",
  "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
  "OAUTH_JWT_TIMESTAMP_CHECK_FAILED",
  "OAUTH_RESPONSE_BODY_ERROR",
]);

function isRefusal(error: unknown): boolean {
  return refusals.has((error as { code?: string }).code ?? "");
}

/** Keeps only the codes of an error. Its text and cause may hold the provider's whole answer. */
function faultOf(error: unknown): Omit<ProviderFault, "provider"> {
  const {
    code,
    cause,
    error: reason,
    status,
  } = error as {
    code?: string;
    cause?: { code?: string; cause?: { code?: string } };
    error?: string;
    status?: number;
  };
  const given = reason ?? status;
  return {
    code: code ?? cause?.code ?? cause?.cause?.code ?? (error instanceof Error ? error.name : "unknown"),
    ...(given !== undefined && { reason: given }),
  };
}
