import type { CookieOptions, Response } from "express";

/**
 * A cookie with one opaque token. Scripts cannot read it (HttpOnly), and other sites' forms do not send it
 * (SameSite=Lax). Over https it is sent only encrypted (Secure) and is bound to this exact host (`__Host-`).
 */
export interface TokenCookie {
  name: string;
  /** Returns the token in a Cookie header, or null. */
  read(header: string | undefined): string | null;
  write(response: Response, token: string, expiresAt: string): void;
  clear(response: Response): void;
}

/** The cookies of the server. */
export interface Cookies {
  /** The session of a signed-in person. */
  session: TokenCookie;
  /** The browser that asked to sign in by mail. */
  signIn: TokenCookie;
  /** A browser on which the person signed in before. It outlives the session, and proves nothing but that. */
  device: TokenCookie;
}

/** Creates the cookies for a server with or without https. */
export function cookiesFor(site: { isHttps: boolean }): Cookies {
  return {
    session: tokenCookie("rapporteur-session", site),
    signIn: tokenCookie("rapporteur-sign-in", site),
    device: tokenCookie("rapporteur-device", site),
  };
}

function tokenCookie(plainName: string, { isHttps }: { isHttps: boolean }): TokenCookie {
  const name = isHttps ? `__Host-${plainName}` : plainName;
  const options: CookieOptions = { httpOnly: true, sameSite: "lax", secure: isHttps, path: "/" };
  return {
    name,
    read: (header) => {
      const pair = header?.split(";").find((cookie) => cookie.trimStart().startsWith(`${name}=`));
      const token = pair?.slice(pair.indexOf("=") + 1).trim();
      return token === undefined || token === "" ? null : token;
    },
    write: (response, token, expiresAt) =>
      void response.cookie(name, token, { ...options, expires: new Date(expiresAt) }),
    clear: (response) => void response.clearCookie(name, options),
  };
}
