import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";
import type { ProblemCode } from "#core/contract/problem.ts";
import type { Visit } from "./visitor.ts";

/** Destination of the access log. */
export interface AccessLog {
  write: (line: string) => void;
}

/**
 * Logs one line per request, at level debug if it succeeded. Logs only listed fields and never headers, cookies or bodies. A query is logged only by
 * parameter names, because a sign-in token travels in one.
 */
export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    serializers: {
      req: ({ id, method, url }: { id: unknown; method: string; url: string }) => ({
        id,
        method,
        url: withoutValues(url),
      }),
      res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
    },
    customLogLevel: (_request, response, error) =>
      error || response.statusCode >= 500 ? "error" : response.statusCode >= 400 ? "info" : "debug",
  });
}

/** "/sign-in?token=abc" -> "/sign-in?token". */
function withoutValues(url: string): string {
  const [path = "", query] = url.split("?");
  if (query === undefined) return path;
  return `${path}?${[...new URLSearchParams(query).keys()].join("&")}`;
}

/** Writes a line of JSON for every request, whatever the level of the log, once its response is sent or cut off. */
export function logAccess(accessLog: AccessLog): RequestHandler {
  return (request, response, next) => {
    const { socket, method } = request;
    const { ip: address = null } = request;
    const time = new Date().toISOString();
    const [begun, earlierBytes] = [performance.now(), socket.bytesWritten];
    response.once("close", () => {
      const line = {
        time,
        method,
        path: patternOf(request),
        status: response.headersSent ? response.statusCode : null,
        ms: Math.round(performance.now() - begun),
        bytes: socket.bytesWritten - earlierBytes,
        person: personIn(response),
        address,
      };
      accessLog.write(`${JSON.stringify(line)}\n`);
    });
    next();
  };
}

/** Longest path in the access log. */
const longestPath = 200;

/**
 * Returns the pattern of the route, such as "/api/versions/:version", because paths name documents and people. Otherwise
 * the path, without what a mangled link may have moved from its query into the path.
 */
function patternOf(request: Request): string {
  const pattern = routePattern(request);
  if (pattern !== null) return pattern;
  const [path = ""] = request.originalUrl.split(/[?#;&=]|%(?:3f|23|3b|26|3d)/iu);
  return path.slice(0, longestPath);
}

/** Returns the id of the person who sent the request, also where they act for another. Null for the public. */
function personIn({ locals }: Response): string | null {
  const { visitor } = locals as Partial<Visit>;
  const { deputyId, participantId, heldBack } = visitor?.actor ?? {};
  return deputyId ?? participantId ?? heldBack ?? null;
}

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
function routePattern(request: Request): string | null {
  const { route, originalUrl } = request as { route?: { path: unknown }; originalUrl: string };
  if (typeof route?.path !== "string") return null;
  return originalUrl.startsWith("/api/") ? `/api${route.path}` : route.path;
}
