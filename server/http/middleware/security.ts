import { randomBytes } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import helmet from "helmet";
import { ProblemError } from "../../services/kernel/problem.ts";

/**
 * Headers that tell browsers to be strict. Scripts, styles, fonts and connections are our own files alone; there is no
 * inline script (data travels in `application/json` blocks, which are never run). The style nonce is for the two small
 * style elements React Aria adds at run time (it reads the nonce from a meta element).
 *
 * The referrer stays within the site, so that no address of ours reaches another one; "no-referrer" would make browsers
 * send `Origin: null` with forms, which the check for forged requests could not tell from a stranger's.
 */
export function securityHeaders(publicUrl: string | null): RequestHandler[] {
  const https = publicUrl?.startsWith("https:") ?? false;
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'", (_request, response) => `'nonce-${styleNonce(response as Response)}'`],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        ...(https ? { "upgrade-insecure-requests": [] } : {}),
      },
    },
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: "deny" },
  });
  const nonce: RequestHandler = (_request, response, next) => {
    response.locals["styleNonce"] = randomBytes(16).toString("base64");
    next();
  };
  return [nonce, headers];
}

/** The nonce this answer's styles carry. */
export function styleNonce(response: Response): string {
  return String(response.locals["styleNonce"]);
}

/**
 * Refuses requests that write and were not made by a page of ours (cross-site request forgery). The session cookie's
 * SameSite=Lax stops most; this stops the rest, and browsers or pages on a sibling domain that it does not.
 *
 * - `Sec-Fetch-Site` says where the request came from and no page can forge it: it must be "same-origin";
 * - browsers leave it out on plain http, so `Origin` must then be ours;
 * - a request with neither comes from no page. Programs are asked to send `Origin`, since a missing header is no proof.
 */
export function sameOrigin(publicUrl: string | null): RequestHandler {
  return (request, _response, next) => {
    const refused = request.method === "GET" || request.method === "HEAD" ? null : refusalOf(request, publicUrl);
    next(refused ? new ProblemError(refused) : undefined);
  };
}

/** Null for what came from us. */
function refusalOf(request: Request, publicUrl: string | null): "wrong-origin" | "origin-missing" | null {
  const site = request.get("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" ? null : "wrong-origin";
  const origin = request.get("origin");
  if (origin === undefined) return "origin-missing";
  return origin === originOf(request, publicUrl) ? null : "wrong-origin";
}

/** The origin people use: of the public URL, where one is set; else the one this request was sent to. */
function originOf(request: Request, publicUrl: string | null): string {
  return publicUrl ? new URL(publicUrl).origin : `${request.protocol}://${request.host}`;
}
