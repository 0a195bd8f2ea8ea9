import { createHash } from "node:crypto";
import type { Request, Response } from "express";
import { renderToStaticMarkup } from "react-dom/server";
import { styleNonce } from "../security-headers.ts";
import { noncePlaceholder, Shell, type ShellProps } from "./Shell.tsx";

/**
 * Draws a page and sends it, or says that it has not changed. The ETag is of the page without its nonce; a browser told
 * 304 shows the page it has, under the policy it came with, so the new nonce's policy is not sent along. What is no
 * answer to keep (a refusal, a page with a token in it) is not stored at all.
 */
export function sendPage(
  request: Request,
  response: Response,
  { status, stored }: { status: number; stored: boolean },
  props: ShellProps,
): void {
  const html = `<!doctype html>${renderToStaticMarkup(<Shell {...props} />)}`;
  response.status(status).set("Cache-Control", stored ? "private, no-cache" : "no-store");
  if (stored) {
    response.set("ETag", `W/"${createHash("sha256").update(html).digest("base64url")}"`);
    if (request.fresh) {
      response.removeHeader("Content-Security-Policy");
      response.status(304).end();
      return;
    }
  }
  response.type("html").send(html.replace(noncePlaceholder, styleNonce(response)));
}
