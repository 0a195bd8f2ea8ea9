import type { Request, RequestHandler } from "express";
import type { Logger } from "pino";
import { ProblemError } from "../../services/kernel/problem.ts";

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
