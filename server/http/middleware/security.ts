import { createHash } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import helmet from "helmet";
import type { Logger } from "pino";
import { stopPath } from "#core/contract/settings-pages.ts";
import { ProblemError } from "../../services/kernel/problem.ts";
import { visitOf } from "./visitor.ts";

/**
 * Sets strict security headers. Scripts, styles, fonts and connections may come only from our own files. The one inline
 * script, which every page has, and styles in a page are allowed by their hash (pages/page-styles.ts). Data travels in
 * `application/json` blocks, which never run.
 *
 * The referrer stays within the site, so that our URLs never reach another site. "no-referrer" would make browsers send
 * `Origin: null` with forms, which the forgery check could not tell from a foreign origin.
 */
export function securityHeaders(publicUrl: string | null, inlineScript: string | null = null): RequestHandler {
  const https = publicUrl?.startsWith("https:") ?? false;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "script-src": ["'self'", ...(inlineScript === null ? [] : [hashSource(inlineScript)])],
        "style-src": ["'self'"],
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
    // For Internet Explorer and Flash.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}

/** Returns the source expression that allows an inline script or style (CSP level 3, 2.3.1). */
export function hashSource(code: string): string {
  return `'sha256-${createHash("sha256").update(code).digest("base64")}'`;
}

/** The security headers that only a document needs. A script, a style sheet and a font have no page of their own. */
const documentHeaders = [
  "Content-Security-Policy",
  "Cross-Origin-Opener-Policy",
  "Origin-Agent-Cluster",
  "Referrer-Policy",
  "X-DNS-Prefetch-Control",
  "X-Frame-Options",
];

/**
 * Leaves out the security headers of documents. A page loads tens of scripts and styles, and over HTTP/1.1 the headers of
 * each would be larger than many of the files.
 */
export function removeDocumentHeaders(response: Response): void {
  for (const name of documentHeaders) response.removeHeader(name);
}

/**
 * Rejects writes that did not come from our own pages (cross-site request forgery). The session cookie's SameSite=Lax
 * stops most of them. This check stops the rest, including browsers and sibling domains that SameSite does not cover.
 *
 * - `Sec-Fetch-Site` states where the request came from, and no page can forge it. It must be "same-origin".
 * - Browsers omit it over plain http, so `Origin` must then be ours.
 * - A request with neither header does not come from a page. Programs must send `Origin`, because a missing header
 *   proves nothing.
 */
export function sameOrigin(publicUrl: string | null): RequestHandler {
  return (request, response, next) => {
    const isRead = request.method === "GET" || request.method === "HEAD";
    // No page of another site can send an access token.
    const isScript = visitOf(response).visitor.scopes !== null;
    // Mail programs post there from their own servers. The link in the address is all that counts.
    const isMailProgram = request.path === stopPath;
    const refused = isRead || isScript || isMailProgram ? null : refusalOf(request, publicUrl);
    next(refused ? new ProblemError(refused) : undefined);
  };
}

/** Returns null for a request from our own origin. */
function refusalOf(request: Request, publicUrl: string | null): "wrong-origin" | "origin-missing" | null {
  const site = request.get("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" ? null : "wrong-origin";
  const origin = request.get("origin");
  if (origin === undefined) return "origin-missing";
  return origin === originOf(request, publicUrl) ? null : "wrong-origin";
}

/** Returns the origin that people use: the public URL's if one is set, otherwise that of the request. */
function originOf(request: Request, publicUrl: string | null): string {
  return publicUrl ? new URL(publicUrl).origin : `${request.protocol}://${request.host}`;
}

/**
 * Rejects requests that name another host than the forum's. Otherwise a page of another site could point its own name
 * at this server and read it as its own (DNS rebinding), and links could be made to lead elsewhere.
 *
 * With a public URL, its host name is the only one. Ports are not compared, because proxies often leave them out, and no
 * other site shares the name. A server that only this machine reaches accepts only names of this machine. Behind trusted
 * proxies, the name is the one that they pass on in X-Forwarded-Host.
 */
export function knownHost({
  publicUrl,
  loopback,
  logger,
}: {
  publicUrl: string | null;
  loopback: boolean;
  logger: Pick<Logger, "warn">;
}): RequestHandler {
  const isKnownHost = knownHosts({ publicUrl, loopback });
  let isReported = false;
  return (request, _response, next) => {
    const isKnown = isKnownHost(request);
    if (!isKnown && !isReported) {
      const name = hostNameOf(request);
      // Reported once, because a proxy that does not pass the name on makes every request fail.
      isReported = true;
      logger.warn({ host: name.slice(0, longestName), publicUrl }, "request for another host rejected");
    }
    next(isKnown ? undefined : new ProblemError("wrong-host"));
  };
}

/** Returns a test whether a request names the forum's host. */
export function knownHosts({
  publicUrl,
  loopback,
}: {
  publicUrl: string | null;
  loopback: boolean;
}): (request: Request) => boolean {
  const publicName = publicUrl === null ? null : new URL(publicUrl).hostname;
  return (request) => {
    const name = hostNameOf(request);
    return publicName === null ? !loopback || isLoopbackName(name) : name === publicName;
  };
}

/** Longest host name in DNS, and longest one that is logged. */
const longestName = 253;

/** Returns the host name of a request in lower case, without the port; "" if it is missing or malformed. */
function hostNameOf(request: Request): string {
  // HTTP/1.0 has no Host header.
  const host = (request.host as string | undefined) ?? "";
  return /^(?<name>\[[\da-f:.]+\]|[^\s:/@\\?#[\]]+)(?::\d*)?$/iu.exec(host)?.[1]?.toLowerCase() ?? "";
}

function isLoopbackName(name: string): boolean {
  return name === "localhost" || name === "[::1]" || /^127(?:\.\d{1,3}){3}$/u.test(name);
}
