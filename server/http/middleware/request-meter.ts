import type { Request, RequestHandler, Response } from "express";
import type { ProblemCode } from "#core/contract/problem.ts";

/** An answered request, with a small number of values for each text. */
export interface MeasuredRequest {
  /** The pattern of the route, "/assets", or "other" for an unknown address. */
  route: string;
  method: string;
  /** 0 if the reader left before the answer. */
  status: number;
  seconds: number;
  /** Bytes of the file that it carried. */
  bytes: number;
  /** Whether the answer was a stream of events, which lasts as long as its reader stays. */
  isStream: boolean;
}

/** Receives measurements of requests. */
export interface RequestMeter {
  begin: () => void;
  end: (request: MeasuredRequest) => void;
  /** A request was refused with this problem. */
  refused: (code: ProblemCode) => void;
}

/** The usual methods. Anybody can send others. */
const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Measures every request until it is answered or cut off. */
export function measureRequests(meter: RequestMeter): RequestHandler {
  return (request, response, next) => {
    const begun = performance.now();
    meter.begin();
    response.once("close", () => {
      const { method, originalUrl, body } = request as Pick<Request, "method" | "originalUrl"> & { body?: unknown };
      meter.end({
        route: routePattern(request) ?? (originalUrl.startsWith("/assets/") ? "/assets" : "other"),
        method: methods.has(method) ? method : "other",
        status: response.headersSent ? response.statusCode : 0,
        seconds: (performance.now() - begun) / 1000,
        bytes: Buffer.isBuffer(body) ? body.length : 0,
        isStream: String(response.getHeader("Content-Type")).startsWith("text/event-stream"),
      });
      const { problem } = response.locals as { problem?: ProblemCode };
      if (problem !== undefined) meter.refused(problem);
    });
    next();
  };
}

/** Notes the problem with which a request is refused, for its measurement. */
export function noteProblem({ locals }: Response, code: ProblemCode): void {
  locals["problem"] = code;
}

/** Returns the pattern of a request's route, such as "/api/versions/:version". Null if it has none. */
export function routePattern(request: Request): string | null {
  const { route, originalUrl } = request as { route?: { path: unknown }; originalUrl: string };
  if (typeof route?.path !== "string") return null;
  return originalUrl.startsWith("/api/") ? `/api${route.path}` : route.path;
}
