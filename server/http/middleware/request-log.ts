import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";

/**
 * One line a request. Named is what may be logged, rather than what may not: no header, no cookie and no body is ever
 * written, and a query only by the names of its parameters, since a sign-in token travels in one.
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
