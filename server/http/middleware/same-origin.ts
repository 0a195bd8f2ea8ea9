import type { Request, RequestHandler } from "express";
import { ProblemError } from "../../services/kernel/problem-error.ts";

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
