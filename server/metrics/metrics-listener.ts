import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestListener } from "node:http";
import type { Metrics } from "./metrics.ts";

/** Returns a listener that answers GET /metrics. With a token, only requests that carry it as a bearer are answered. */
export function metricsListener(metrics: Pick<Metrics, "read" | "contentType">, token: string | null): RequestListener {
  return (request, response) => {
    response.setHeader("Cache-Control", "no-store");
    if (token !== null && !isSame(bearerIn(request.headers.authorization), token)) {
      response.writeHead(401, { "WWW-Authenticate": "Bearer" }).end();
      return;
    }
    const [path] = (request.url ?? "").split("?");
    if (path !== "/metrics" || (request.method !== "GET" && request.method !== "HEAD")) {
      response.writeHead(404).end();
      return;
    }
    metrics.read().then(
      (text) => response.writeHead(200, { "Content-Type": metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  };
}

function bearerIn(authorization: string | undefined): string {
  return /^Bearer +(?<token>\S+)$/iu.exec(authorization ?? "")?.[1] ?? "";
}

/** Compares in constant time, so that nobody can guess a token letter by letter. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
