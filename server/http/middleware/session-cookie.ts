import type { CookieOptions, Response } from "express";

/**
 * The cookie that carries a session's opaque token. Scripts cannot read it (HttpOnly), other sites' forms do not send it
 * (SameSite=Lax), and behind https it travels nowhere else (Secure) and belongs to this very host (`__Host-`).
 */
export interface SessionCookie {
  name: string;
  /** The token in a Cookie header; null where there is none. */
  read(header: string | undefined): string | null;
  write(response: Response, token: string, expiresAt: string): void;
  clear(response: Response): void;
}

/** The session cookie of a server reached by https or not. */
export function sessionCookie(https: boolean): SessionCookie {
  const name = https ? "__Host-rapporteur-session" : "rapporteur-session";
  const options: CookieOptions = { httpOnly: true, sameSite: "lax", secure: https, path: "/" };
  return {
    name,
    read: (header) => {
      const pair = header?.split(";").find((one) => one.trimStart().startsWith(`${name}=`));
      const token = pair?.slice(pair.indexOf("=") + 1).trim();
      return token === undefined || token === "" ? null : token;
    },
    write: (response, token, expiresAt) =>
      void response.cookie(name, token, { ...options, expires: new Date(expiresAt) }),
    clear: (response) => void response.clearCookie(name, options),
  };
}
