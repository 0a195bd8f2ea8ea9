import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import type { Request, Response } from "express";
import type { Logger } from "pino";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Handlers } from "../api/handlers.ts";
import type { Limits } from "../middleware/limits.ts";
import { styleNonce } from "../middleware/security.ts";
import { dataMarkup, noncePlaceholder, Shell, type ShellProps } from "./Shell.tsx";
import type { FindClientTags } from "./client-tags.ts";

/**
 * Draws a page and sends it, or says that it has not changed. The ETag is of the page without its nonce; a browser told
 * 304 shows the page it has, under the policy it came with, so the new nonce's policy is not sent along. What is no
 * answer to keep (a refusal, a page with a token in it) is not stored at all.
 */
export function sendPage(
  request: Request,
  response: Response,
  { status, stored }: { status: number; stored: boolean },
  { data, ...props }: ShellProps & PageData,
): void {
  const html = written(props, dataMarkup(data));
  response.status(status).set("Cache-Control", stored ? "private, no-cache" : "no-store");
  if (stored && isUnchanged(request, response, [html])) return;
  response.type("html").send(html.replace(noncePlaceholder, styleNonce(response)));
}

interface PageData {
  /** What the client would ask for first, by the address it would ask at: `{ "/api/me": … }`. */
  data: Readonly<Record<string, unknown>>;
}

interface LongPage {
  parts: Iterable<ReactNode>;
  /** What parts and data follow from, as it can be told in little: another where either would be another. */
  follow: unknown;
}

/** Stands in a long page where its parts come. No text of a page can be taken for it: text has no elements. */
export function PartsHere(): ReactNode {
  return <wbr data-parts="" />;
}
const partsHere = renderToStaticMarkup(<PartsHere />);

/**
 * Sends a long page as it is drawn: its frame with the first part at once, each further part as the reader's connection
 * takes it, and what the client begins with last. Between parts the server does what else there is to do, and when the
 * reader goes the drawing ends. The ETag is of the frame and of what parts and data follow from, so that neither is made
 * before the first part goes out, nor at all for a browser that has them.
 */
export async function streamPage(
  request: Request,
  response: Response,
  { data, parts, follow, ...props }: ShellProps & PageData & LongPage,
): Promise<void> {
  const frame = written(props, "");
  response.set("Cache-Control", "private, no-cache");
  if (isUnchanged(request, response, [frame, JSON.stringify(follow)])) return;
  const [before = "", after = ""] = frame.split(partsHere);
  const end = after.lastIndexOf("</script>");
  const pieces = async function* (): AsyncGenerator<string> {
    yield before.replace(noncePlaceholder, styleNonce(response));
    let waiting = true;
    for (const part of parts) {
      yield renderToStaticMarkup(part);
      // What compresses the answer would hold the first part back until it has more.
      if (waiting) response.flush();
      waiting = false;
      await setImmediate();
    }
    yield after.slice(0, end);
    yield dataMarkup(data);
    yield after.slice(end);
  };
  response.status(200).type("html");
  try {
    await pipeline(Readable.from(pieces()), response);
  } catch (error) {
    if (!response.destroyed) throw error;
  }
}

function written(props: ShellProps, dataJson: string): string {
  return `<!doctype html>${renderToStaticMarkup(<Shell {...props} dataJson={dataJson} />)}`;
}

/** Names the answer by what it is made of; where the browser has it already, says so and is done. */
function isUnchanged(request: Request, response: Response, madeOf: readonly string[]): boolean {
  const hash = createHash("sha256");
  for (const text of madeOf) hash.update(text);
  response.set("ETag", `W/"${hash.digest("base64url")}"`);
  if (!request.fresh) return false;
  response.removeHeader("Content-Security-Policy");
  response.status(304).end();
  return true;
}

/** What the pages are made from: the same handlers the API has, so that neither can do what the other cannot. */
export interface PagesOptions {
  handlers: Handlers;
  findTags: FindClientTags;
  limits: Limits;
  logger: Logger;
}
