import type { IncomingMessage, ServerResponse } from "node:http";

/** Why a server is not ready for requests. Programs rely on these codes. */
type NotReady = "starting" | "stopping" | "lock-lost" | "database-newer" | "not-kept";

/** Whether a server is ready for requests. It begins as not ready. */
export class Readiness {
  #reason: Exclude<NotReady, "not-kept"> | null = "starting";
  #acceptsWrites = (): boolean => true;

  /** The reason why the server is not ready, or null. */
  get reason(): NotReady | null {
    return this.#reason ?? (this.#acceptsWrites() ? null : "not-kept");
  }

  /** Marks the server as started, unless it is stopping already. */
  started(acceptsWrites: () => boolean): void {
    if (this.#reason !== "starting") return;
    this.#reason = null;
    this.#acceptsWrites = acceptsWrites;
  }

  /** Marks the server as not ready for good. */
  end(reason: "stopping" | "lock-lost" | "database-newer"): void {
    this.#reason = reason;
  }
}

/**
 * Answers a probe of a supervisor or proxy, and returns whether the request was one. `/health` says that the process
 * answers, `/ready` whether it is ready for requests, otherwise with a code.
 *
 * Probes come before everything else: they need no session or host name, are not logged or limited, and reveal nothing.
 */
export function answerProbe(readiness: Readiness, { method, url }: IncomingMessage, response: ServerResponse): boolean {
  const [path] = (url ?? "").split("?");
  if ((method !== "GET" && method !== "HEAD") || (path !== "/health" && path !== "/ready")) return false;
  const code = path === "/ready" ? readiness.reason : null;
  response.writeHead(code === null ? 200 : 503, {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  // A response to HEAD sends no body.
  response.end(JSON.stringify(code === null ? { status: "ok" } : { status: "unavailable", code }));
  return true;
}
