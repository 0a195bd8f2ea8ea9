import { isIP } from "node:net";
import type { Context } from "../kernel/context.ts";

/** The site to which passkeys are bound (WebAuthn relying party). */
export interface RelyingParty {
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
