import fs from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import type { Request, RequestHandler } from "express";

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/**
 * Brotli quality, out of 11. Node's default of 11 takes 20 times as long and saves only a twelfth. The first visitor
 * after a restart would wait a second for the scripts.
 */
const brotliQuality = 9;

/** Supported content encodings, smallest result first. */
const encodings = {
  br: (read: Buffer) => brotli(read, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
  gzip: (read: Buffer) => gzip(read),
} as const;
export type Encoding = keyof typeof encodings;

/** Only text files are worth compressing. Fonts and images are compressed already. */
const texts = new Set([".css", ".html", ".js", ".json", ".svg", ".txt"]);

/**
 * Serves the files directly in a folder of the built client. Each file is read and compressed on first request, then
 * cached.
 *
 * express.static is not used because it reads and compresses a file in chunks. While a long page is rendered, each
 * chunk waits for another part of the page. The page's own styles then arrived after all of its text, and nothing was
 * visible before the end.
 */
export function clientFiles(folder: string, cacheControl: string): RequestHandler {
  const names = new Set(namesIn(folder));
  const kept = new Map<string, Promise<Buffer>>();
  const keep = (name: string, encoding: Encoding | null): Promise<Buffer> => {
    const key = `${name} ${encoding ?? ""}`;
    const cached = kept.get(key);
    if (cached) return cached;
    const bytes = readFile(path.join(folder, name)).then((read) => (encoding ? encodings[encoding](read) : read));
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
    const encoding = texts.has(extension) ? encodingFor(request) : null;
    const bytes = await keep(name, encoding);
    if (encoding) response.set("Content-Encoding", encoding);
    response.vary("Accept-Encoding").type(extension).set("Cache-Control", cacheControl).send(bytes);
  };
}

/** Returns the best supported content encoding that a request accepts, or null. */
export function encodingFor(request: Request): Encoding | null {
  if (request.acceptsEncodings("br") === "br") return "br";
  return request.acceptsEncodings("gzip") === "gzip" ? "gzip" : null;
}

/** Lists the files to serve, without dotfiles, which are meant for tools. Empty if no client is built. */
function namesIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith(".")).map(({ name }) => name);
}
