import { isIP } from "node:net";
import type * as webAuthn from "@simplewebauthn/server";
import type { PasskeyChallenge } from "../../store/passing-rows.ts";
import type { Context } from "../kernel/context.ts";
import { passingId, putPassing, takePassing } from "../kernel/passing.ts";
import { ProblemError } from "../kernel/problem.ts";

/** A challenge must be signed within this time, in ms: long enough to look for a key in a bag. */
const challengeLifetime = 5 * 60 * 1000;

/** A challenge for the browser. The token of the browser is for its cookie. */
export interface AskedChallenge {
  /** Options of `navigator.credentials`, as JSON. */
  options: { challenge: string };
  browser: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
}

/** Loads the library only once somebody uses a passkey, because it is large. */
export function loadWebAuthn(): Promise<typeof webAuthn> {
  return import("@simplewebauthn/server");
}

/**
 * Returns the site to which passkeys are bound.
 * @throws ProblemError passkey-not-bound
 */
export function siteOf(context: Context): RelyingParty {
  const site = relyingParty(context);
  if (!site) throw new ProblemError("passkey-not-bound");
  return site;
}

/** Keeps the challenge of options for the browser that asked. */
export async function keepChallenge(
  context: Context,
  {
    options,
    asker,
    participantId,
  }: { options: { challenge: string }; asker: string | null; participantId: string | null },
): Promise<AskedChallenge> {
  const browser = asker ?? context.newToken();
  const expiresAt = new Date(context.now().getTime() + challengeLifetime).toISOString();
  const id = passingId(browser, options.challenge);
  await context.store.transact((writer) =>
    putPassing(context, writer, "passkeyChallenges", { id, expiresAt, participantId }),
  );
  return { options, browser, expiresAt };
}

/** Takes the challenge of the browser that asked. A challenge is taken once. */
export async function takeChallenge(
  context: Context,
  { challenge, asker }: { challenge: string; asker: string | null },
): Promise<PasskeyChallenge | null> {
  return asker === null ? null : takePassing(context, "passkeyChallenges", passingId(asker, challenge));
}

/** The site to which passkeys are bound (WebAuthn relying party). */
interface RelyingParty {
  /** Host name. */
  id: string;
  /** The only origin on whose pages passkeys work. */
  origin: string;
}

/**
 * Returns the site to which passkeys are bound: the host of the public URL. Null if browsers allow none there.
 *
 * - A passkey cannot be bound to an IP address. On loopback addresses, passkeys work under the name "localhost".
 * - Elsewhere, browsers allow passkeys only over https.
 */
export function relyingParty({ linkBase }: Pick<Context, "linkBase">): RelyingParty | null {
  const url = new URL(linkBase);
  if (/^127(?:\.\d+){3}$|^\[::1\]$/u.test(url.hostname)) url.hostname = "localhost";
  const { hostname, protocol, origin } = url;
  if (isIP(hostname.replace(/^\[|\]$/gu, "")) !== 0) return null;
  if (protocol !== "https:" && hostname !== "localhost") return null;
  return { id: hostname, origin };
}
