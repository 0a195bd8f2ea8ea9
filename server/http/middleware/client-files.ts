import fs from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";
import type { Request, RequestHandler } from "express";

const brotli = promisify(zlib.brotliCompress);
const gzip = promisify(zlib.gzip);

/**
 * How hard brotli tries, of 11. Node's own choice is 11, which takes 20 times as long for a twelfth less: whoever comes first
 * after a start would wait a second for the program.
 */
const brotliQuality = 9;

/** How a browser may ask for a file, the smaller first. */
const encodings = {
  br: (read: Buffer) => brotli(read, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
  gzip: (read: Buffer) => gzip(read),
} as const;
type Encoding = keyof typeof encodings;

/** Fonts and pictures hold no text: they are as small as they get. */
const texts = new Set([".css", ".html", ".js", ".json", ".svg", ".txt"]);

/**
 * The files right in a folder of the built client, each read and compressed when it is first asked for, and then kept.
 *
 * Why not express.static: it reads a file in pieces and each is compressed on its way. While a long page is drawn, every
 * such step waits for another part of it, so that the page's own styles came after all of its text, and nothing of it
 * was seen before its end.
 */
export function clientFiles(folder: string, cacheControl: string): RequestHandler {
  const names = new Set(namesIn(folder));
  const kept = new Map<string, Promise<Buffer>>();
  const keep = (name: string, encoding: Encoding | null): Promise<Buffer> => {
    const key = `${name} ${encoding ?? ""}`;
    const known = kept.get(key);
    if (known) return known;
    const bytes = readFile(path.join(folder, name)).then((read) => (encoding ? encodings[encoding](read) : read));
    kept.set(key, bytes);
    // A file that could not be read once may be read the next time.
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

function encodingFor(request: Request): Encoding | null {
  if (request.acceptsEncodings("br") === "br") return "br";
  return request.acceptsEncodings("gzip") === "gzip" ? "gzip" : null;
}

/** None where no client is built; files that begin with a dot are for tools. */
function namesIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith(".")).map(({ name }) => name);
}
