import type { Request, Response } from "express";
import { translatedLanguages } from "#core/messages/catalogues.ts";

/** How long a shared cache, such as a proxy's, may show a page to others, in seconds. */
const sharedSeconds = 10;

/** Lets shared caches keep a response for the public for some seconds. */
export function setShared(response: Response): void {
  response.vary("Cookie, Authorization, Accept-Encoding");
  if (translatedLanguages.length > 1) response.vary("Accept-Language");
  response.set("Cache-Control", `public, max-age=0, s-maxage=${String(sharedSeconds)}`);
}

/** Whether a request carries nothing by which a person or browser is known. */
export function isPublicRequest({ method, headers }: Request): boolean {
  return (method === "GET" || method === "HEAD") && headers.cookie === undefined && headers.authorization === undefined;
}
