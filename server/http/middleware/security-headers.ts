import { randomBytes } from "node:crypto";
import type { RequestHandler, Response } from "express";
import helmet from "helmet";

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
