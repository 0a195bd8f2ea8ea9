import fs from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import type { Request, RequestHandler } from "express";
import { removeDocumentHeaders } from "./security.ts";

const gzip = promisify(zlib.gzip);

/** Supported content encodings, smallest result first. */
const encodings = ["br", "gzip"] as const;
export type Encoding = (typeof encodings)[number];

/** Only text files are worth compressing. Fonts and images are compressed already. */
const texts = new Set([".css", ".html", ".js", ".json", ".svg", ".txt"]);

/** Files that a browser never shows as a document. */
const partsOfPages = new Set([".css", ".js", ".woff2"]);

/**
 * Serves the files directly in a folder of the built client. Brotli copies come from the build ("NAME.br", see
 * client/compress-files.ts). Each file is read, and compressed with gzip for a browser without Brotli, on first request,
 * then cached.
 *
 * express.static is not used because it reads and compresses a file in chunks. While a long page is rendered, each
 * chunk waits for another part of the page. The page's own styles then arrived after all of its text, and nothing was
 * visible before the end.
 */
export function clientFiles(folder: string, cacheControl: string): RequestHandler {
  const present = new Set(namesIn(folder));
  const names = new Set([...present].filter((name) => !name.endsWith(".br")));
  const kept = new Map<string, Promise<Buffer>>();
  const keep = (name: string, encoding: Encoding | null): Promise<Buffer> => {
    const key = `${name} ${encoding ?? ""}`;
    const cached = kept.get(key);
    if (cached) return cached;
    const read = readFile(path.join(folder, encoding === "br" ? `${name}.br` : name));
    const bytes = encoding === "gzip" ? read.then((file) => gzip(file)) : read;
    kept.set(key, bytes);
    // Removes a failed read from the cache, so that the next request tries again.
    bytes.catch(() => kept.delete(key));
    return bytes;
  };
  return async (request, response, next) => {
    const name = request.path.slice(1);
    if (!["GET", "HEAD"].includes(request.method) || !names.has(name)) {
      next();
      return;
    }
    const extension = path.extname(name);
    const available = encodings.filter((encoding) => encoding !== "br" || present.has(`${name}.br`));
    const encoding = texts.has(extension) ? encodingFor(request, available) : null;
    const bytes = await keep(name, encoding);
    if (encoding) response.set("Content-Encoding", encoding);
    if (partsOfPages.has(extension)) removeDocumentHeaders(response);
    response.vary("Accept-Encoding").type(extension).set("Cache-Control", cacheControl);
    // A file that never changes needs no tag, because no browser asks for it again.
    if (cacheControl.includes("immutable")) response.set("Content-Length", String(bytes.length)).end(bytes);
    else response.send(bytes);
  };
}

/** Returns the best content encoding of `available` that a request accepts, or null. */
export function encodingFor(request: Request, available: readonly Encoding[] = encodings): Encoding | null {
  return available.find((encoding) => request.acceptsEncodings(encoding) === encoding) ?? null;
}

/** Lists the files to serve, without dotfiles, which are meant for tools. Empty if no client is built. */
function namesIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith(".")).map(({ name }) => name);
}
