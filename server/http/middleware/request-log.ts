import type { RequestHandler } from "express";
import type { Logger } from "pino";
import { pinoHttp } from "pino-http";

/**
 * Logs one line per request. Logs only listed fields and never headers, cookies or bodies. A query is logged only by
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
