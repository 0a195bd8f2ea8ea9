import type { OutgoingHttpHeaders } from "node:http";
import { promisify } from "node:util";
import zlib from "node:zlib";
import type { Request, RequestHandler, Response } from "express";
import { LRUCache } from "lru-cache";
import type { Context } from "../../services/kernel/context.ts";
import { encodingFor, type Encoding } from "../middleware/client-files.ts";
import { browserLanguage } from "../middleware/browser-language.ts";
import { isPublicRequest } from "../middleware/shared-caches.ts";

/** Maximum size of the cached pages, in characters of HTML. */
const cacheSize = 64 * 1024 * 1024;

/** Pages show times to the minute, so a page lasts no longer. */
const minute = 60_000;

/** Size of the largest page to keep, in bytes. */
const largestPage = 4 * 1024 * 1024;

/** Headers that depend on the request, or on how its response is sent. */
const ofOneResponse: ReadonlySet<string> = new Set([
  ...["connection", "content-encoding", "content-length", "date", "keep-alive", "transfer-encoding"],
]);

/** Keeps a rendered page. */
export type KeepPage = (html: Buffer) => void;

/** A rendered page, with the same bytes for everybody. */
interface PublicPage {
  html: Buffer;
  /** All headers that do not depend on the request. */
  headers: OutgoingHttpHeaders;
  /** The compressed HTML, made at the first request for it. */
  encoded: Map<Encoding, Promise<Buffer>>;
  /** Its route, for the access log. */
  route: unknown;
}

/**
 * Pages as everybody without an account sees them. Each is rendered once for each state of the forum: until the next
 * event, and for a minute at most.
 *
 * Such a page may be kept by shared caches. A request with a cookie or an access token never gets a shared page.
 */
export class PublicPages {
  readonly #context: Pick<Context, "store" | "damage" | "now">;
  readonly #pages = new LRUCache<string, PublicPage>({
    maxSize: cacheSize,
    sizeCalculation: ({ html }) => html.length,
  });

  constructor(context: Pick<Context, "store" | "damage" | "now">) {
    this.#context = context;
  }

  /**
   * Answers requests from the public for pages in the cache, with the headers that they had. It comes before everything
   * else, so it checks the host itself.
   */
  answerKept(isKnownHost: (request: Request) => boolean): RequestHandler {
    return async (request, response, next) => {
      const name = isPublicRequest(request) && isKnownHost(request) ? await this.#nameOf(request) : null;
      response.locals["publicPage"] = name;
      const page = name === null ? undefined : this.#pages.get(name);
      if (!page) {
        next();
        return;
      }
      Object.assign(request, { route: page.route });
      await send(page, request, response);
    };
  }

  /**
   * Returns a function that keeps the page of a response for others who ask for it. Null if the page is not for the
   * public, or belongs to somebody who signs in or out.
   */
  keeperFor(request: Request, response: Response): KeepPage | null {
    const { publicPage: name } = response.locals as { publicPage?: string | null };
    if (name === null || name === undefined || response.hasHeader("Set-Cookie")) return null;
    return (html) => {
      if (html.length > largestPage) return;
      const headers = Object.entries(response.getHeaders()).filter(([header]) => !ofOneResponse.has(header));
      const route = request.route as unknown;
      this.#pages.set(name, { html, headers: Object.fromEntries(headers), encoded: new Map(), route });
    };
  }

  /** Returns the name of a page in the state in which it is now. */
  async #nameOf(request: Request): Promise<string> {
    return `${await this.state()} ${browserLanguage(request)} ${request.originalUrl}`;
  }

  /** Returns the name of the state of the forum: what every page shows is the same as long as it lasts. */
  async state(): Promise<string> {
    const { store, damage, now } = this.#context;
    const event = await store.read((reader) => reader.lastEvent());
    return `${String(event)} ${String(damage.revision)} ${String(Math.floor(now().getTime() / minute))}`;
  }
}

async function send({ html, headers, encoded }: PublicPage, request: Request, response: Response): Promise<void> {
  response.set(headers);
  if (request.fresh) {
    response.removeHeader("Content-Security-Policy");
    response.status(304).end();
    return;
  }
  response.status(200);
  await sendCompressed(request, response, html, encoded);
}

/** Sends a whole page, compressed as the browser prefers. `encoded` has the compressed page, if it is for many. */
export async function sendCompressed(
  request: Request,
  response: Response,
  html: Buffer,
  encoded: PublicPage["encoded"] | null = null,
): Promise<void> {
  const encoding = encodingFor(request);
  if (encoding) response.set("Content-Encoding", encoding);
  response.send(encoding ? await encode(html, encoding, encoded) : html);
}

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/** Brotli quality, out of 11, for pages that are made while a reader waits: for many readers and for one. */
const brotliQuality = { many: 5, one: 4 };

function encode(html: Buffer, encoding: Encoding, encoded: PublicPage["encoded"] | null): Promise<Buffer> {
  const kept = encoded?.get(encoding);
  if (kept) return kept;
  const params = {
    [zlib.constants.BROTLI_PARAM_QUALITY]: encoded ? brotliQuality.many : brotliQuality.one,
    // Without the size, Brotli prepares for a long text, which takes as long as compressing a short one.
    [zlib.constants.BROTLI_PARAM_SIZE_HINT]: html.length,
  };
  const bytes = encoding === "br" ? brotli(html, { params }) : gzip(html);
  encoded?.set(encoding, bytes);
  return bytes;
}
