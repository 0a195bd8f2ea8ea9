import type { IncomingMessage, ServerResponse } from "node:http";

/** Why a server is not ready for requests. Programs rely on these codes. */
type NotReady = "starting" | "stopping" | "lock-lost" | "database-newer" | "not-kept";

/** Whether a server is ready for requests. It begins as not ready. */
export class Readiness {
  #reason: Exclude<NotReady, "not-kept"> | null = "starting";
  #acceptsWrites = (): boolean => true;
  #faults = (): number => 0;

  /** The reason why the server is not ready, or null. */
  get reason(): NotReady | null {
    return this.#reason ?? (this.#acceptsWrites() ? null : "not-kept");
  }

  /** Number of known faults of what is stored. With some, everything else still works. */
  get faults(): number {
    return this.#faults();
  }

  /** Marks the server as started, unless it is stopping already. `faults` counts what is known to be damaged. */
  started(acceptsWrites: () => boolean, faults: () => number): void {
    if (this.#reason !== "starting") return;
    this.#reason = null;
    this.#acceptsWrites = acceptsWrites;
    this.#faults = faults;
  }

  /** Marks the server as not ready for good. */
  end(reason: "stopping" | "lock-lost" | "database-newer"): void {
    this.#reason = reason;
  }
}

/**
 * Answers a probe of a supervisor or proxy, and returns whether the request was one. `/health` says that the process
 * answers, `/ready` whether it is ready for requests, otherwise with a code. A ready server whose data is damaged adds
 * the number of faults, because it works without what is damaged, but an operator must know.
 *
 * Probes come before everything else: they need no session or host name, are not logged or limited, and reveal nothing.
 */
export function answerProbe(readiness: Readiness, { method, url }: IncomingMessage, response: ServerResponse): boolean {
  const [path] = (url ?? "").split("?");
  if ((method !== "GET" && method !== "HEAD") || (path !== "/health" && path !== "/ready")) return false;
  const [code, faults] = path === "/ready" ? [readiness.reason, readiness.faults] : [null, 0];
  const ok = { status: "ok", ...(faults > 0 && { faults }) };
  response.writeHead(code === null ? 200 : 503, {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  // A response to HEAD sends no body.
  response.end(JSON.stringify(code === null ? ok : { status: "unavailable", code }));
  return true;
}
