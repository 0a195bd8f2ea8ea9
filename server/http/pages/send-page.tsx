import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import type { Request, Response } from "express";
import type { Logger } from "pino";
import type { ReactNode } from "react";
import { renderToStaticMarkup, renderToString } from "react-dom/server";
import { contract } from "#core/contract/contract.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import { writtenIn } from "#core/messages/catalogues.ts";
import type { Handlers } from "../api/handler-types.ts";
import { jsonPieces } from "#core/text/pieces.ts";
import type { Limits } from "../middleware/limits.ts";
import { dataMarkup, PageAddress, scriptSafe, Shell, type ShellProps } from "./Shell.tsx";
import type { OwnQueries } from "../../../client/api/needed.ts";
import { AtAddress, ClientPage, type GivenAnswers } from "../../../client/app/ClientPage.tsx";
import { PersonMenu } from "../../../client/header/Header.tsx";
import { allowStyles, withoutStyleAttributes } from "./page-styles.ts";
import type { FindClientTags } from "./client-tags.ts";
import { encodingFor } from "../middleware/client-files.ts";
import { isPublicRequest, setShared } from "../middleware/shared-caches.ts";
import { type KeepPage, type PublicPages, sendCompressed } from "./public-pages.ts";
import type { Markup } from "./page-content.ts";
import type { OwnParts, SharedParts } from "./shared-parts.ts";

/**
 * Renders and sends a page, or responds that it has not changed. Pages that must not be kept (a refusal, a page with a
 * token) are not cached at all.
 */
export function sendPage(
  request: Request,
  response: Response,
  { status, stored, keep = null }: { status: number; stored: boolean; keep?: KeepPage | null },
  { data, ...props }: ShellProps & PageBody & PageData,
): void {
  const html = written(request, response, props, dataMarkup(data));
  response.status(status).type("html");
  if (keep) setShared(response);
  else response.set("Cache-Control", stored ? "private, no-cache" : "no-store");
  if (stored && isUnchanged(request, response, [html])) return;
  keep?.(Buffer.from(html));
  response.send(html);
}

interface PageData {
  /** The client's first API responses, by URL: `{ "/api/me": … }`. */
  data: Readonly<Record<string, unknown>>;
}

/** The content of a page, and the answers with which it is rendered. */
interface PageBody {
  children: ReactNode;
  /** The answers that a page of the client is rendered with. Null or absent if `children` is a page of the server. */
  given?: GivenAnswers | null;
  queries?: OwnQueries | undefined;
}

interface LongPage {
  parts: Iterable<ReactNode | Markup> | AsyncIterable<ReactNode | Markup>;
  /** A short value that changes whenever the parts or the data change. */
  follow: unknown;
  /** Styles of elements in the parts. */
  sheet?: string;
}

/** Marks the position of a part in a long page, or of all parts after the one before it. Text cannot be mistaken for it, because text has no elements. */
export function PartsHere(): ReactNode {
  return <wbr data-parts="" />;
}
export const partsHere = renderToStaticMarkup(<PartsHere />);

/** The start of a page's data. The answer to getMe, the first one, follows it. */
const dataStart = `{${JSON.stringify(operationUrl(contract.getMe, {}, {}))}:`;

/**
 * Sends a long page while it is being rendered. The frame and the first part go out immediately, further parts as fast
 * as the connection accepts them, and the client's data last. Between parts the server handles other requests.
 * Rendering stops when the reader disconnects.
 *
 * The ETag covers the frame and `follow`. The parts and the data are therefore not built before the first part is sent,
 * and not at all for a browser that has them cached.
 *
 * A page that others may share is kept after it was sent, without the reader's own parts (`sendShared`).
 */
export async function streamPage(
  request: Request,
  response: Response,
  { data, parts, follow, sheet = "", ...props }: ShellProps & PageBody & PageData & LongPage,
  { keep = null, own = null, sharedParts = null }: Keeping & { own?: OwnParts | null } = {},
): Promise<void> {
  const frame = written(request, response, { ...props, sheet }, "");
  if (keep) setShared(response);
  else response.set("Cache-Control", "private, no-cache");
  const [menu = ""] = own?.markup ?? [];
  const facts = digest([frame.replace(menu, ""), JSON.stringify(follow)]);
  if (isUnchanged(request, response, [facts, ...(own?.markup ?? [])])) return;
  const around = frame.split(partsHere);
  const after = around.pop() ?? "";
  const end = after.lastIndexOf("</script>");
  const sent: string[] = [];
  let dataAt = 0;
  const pieces = async function* (): AsyncGenerator<string> {
    yield around.shift() ?? "";
    let waiting = true;
    for await (const part of parts) {
      yield isMarkup(part) ? part.markup : writtenIn(props.language, () => renderToStaticMarkup(part));
      yield around.shift() ?? "";
      // Compression would hold the first part back until more output arrives.
      if (waiting) response.flush();
      waiting = false;
      await setImmediate();
    }
    yield after.slice(0, end);
    dataAt = sent.reduce((sum, { length }) => sum + length, 0);
    for (const piece of jsonPieces(data)) {
      yield scriptSafe(piece);
      await setImmediate();
    }
    yield after.slice(end);
  };
  response.status(200).type("html");
  const policy = String(response.getHeader("Content-Security-Policy"));
  const keeping = async function* (): AsyncGenerator<string> {
    for await (const piece of pieces()) {
      if (keep || own) sent.push(piece);
      yield piece;
    }
  };
  try {
    await pipeline(Readable.from(keeping()), response);
    const html = sent.join("");
    keep?.(Buffer.from(html));
    const at = [frame.indexOf(menu), dataAt + dataStart.length];
    if (own) sharedParts?.keep(own, { html, facts, policy, at });
  } catch (error) {
    if (!response.destroyed) throw error;
  }
}

interface Keeping {
  keep?: KeepPage | null;
  sharedParts?: SharedParts | null;
}

/** Returns the parts of a page that belong to its reader: the menu of the person, and the answer to getMe. */
export function ownParts(address: string, language: string, me: Me): string[] {
  const menu = writtenIn(language, () =>
    renderToString(
      <AtAddress address={address}>
        <PersonMenu me={me} />
      </AtAddress>,
    ),
  );
  return [menu, dataMarkup(me)];
}

/** Sends a page at once, if it was kept when another reader got the same answers. Returns false otherwise. */
export async function sendShared(
  request: Request,
  response: Response,
  { keep, own, sharedParts }: Required<Keeping> & { own: OwnParts },
): Promise<boolean> {
  const page = sharedParts?.get(own.key);
  if (!page) return false;
  if (keep) setShared(response);
  else response.set("Cache-Control", "private, no-cache");
  if (isUnchanged(request, response, [page.facts, ...own.markup])) return true;
  response.set("Content-Security-Policy", page.policy);
  response.status(200).type("html");
  // Brotli would save a tenth of the bytes, but it cannot be joined from pieces: each reader would cost a compression.
  if (!keep && encodingFor(request, ["gzip"])) {
    response.set("Content-Encoding", "gzip").send(await page.gzipFor(own.markup));
    return true;
  }
  const html = page.htmlFor(own.markup);
  keep?.(html);
  await sendCompressed(request, response, html);
  return true;
}

function isMarkup(part: ReactNode | Markup): part is Markup {
  return typeof part === "object" && part !== null && "markup" in part;
}

/**
 * Writes the frame of a page. A visitor who comes for the first time gets its styles within it, because each round trip
 * delays the text; a browser with a cookie has them cached.
 */
function written(
  request: Request,
  response: Response,
  { children, given = null, queries, sheet = "", ...props }: ShellProps & PageBody & { sheet?: string },
  dataJson: string,
): string {
  const { originalUrl, protocol, host } = request;
  const hasStyles = isPublicRequest(request);
  return writtenIn(props.language, () => {
    const markup = given
      ? renderToString(
          <ClientPage origin={`${protocol}://${host}`} address={originalUrl} answers={given} queries={queries}>
            {children}
          </ClientPage>,
        )
      : renderToStaticMarkup(<PageAddress value={originalUrl}>{children}</PageAddress>);
    const styled = given ? withoutStyleAttributes(markup) : { markup, sheet: "" };
    styled.sheet = (hasStyles ? props.tags.sheet : "") + styled.sheet + sheet;
    allowStyles(response, styled.sheet);
    const shell = <Shell {...props} {...styled} hasStyles={hasStyles} dataJson={dataJson} ofClient={given !== null} />;
    return `<!doctype html>${renderToStaticMarkup(shell)}`;
  });
}

/** Sets the ETag from the given content. If the browser has the same content cached, sends a 304 and returns true. */
function isUnchanged(request: Request, response: Response, parts: readonly string[]): boolean {
  response.set("ETag", `W/"${digest(parts)}"`);
  if (!request.fresh) return false;
  response.removeHeader("Content-Security-Policy");
  response.status(304).end();
  return true;
}

export function digest(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of parts) hash.update(text);
  return hash.digest("base64url");
}

/** Dependencies of the pages. They share the API's handlers, so that neither can do more than the other. */
export interface PagesOptions {
  handlers: Handlers;
  findTags: FindClientTags;
  limits: Limits;
  logger: Logger;
  publicPages: PublicPages;
  sharedParts: SharedParts;
}
