import type { PendingNotice } from "#core/text/segments/block.ts";
import { UnreadableFile } from "./unreadable-file.ts";

/**
 * Decodes bytes as text. The encoding is, in order: the byte order mark's; the declared one for HTML; UTF-8 if all
 * bytes are valid; UTF-16 if nearly every second byte is zero. The last resort, with a notice, is windows-1251 for text
 * that looks Cyrillic and windows-1252 for the rest, because old editors write these.
 *
 * @throws UnreadableFile not-this-format if the bytes are not text
 */
export function decodeText(bytes: Uint8Array, format: string): { text: string; notices: PendingNotice[] } {
  const marked = byMark(bytes);
  if (marked) return { text: decode(bytes, marked), notices: [] };
  const wide = wideEncoding(bytes);
  if (wide) return { text: decode(bytes, wide), notices: [] };
  refuseBinary(bytes);
  const declared = format === "html" ? declaredCharset(bytes) : undefined;
  if (declared && !/^utf-?8$/iu.test(declared)) {
    const text = tryDecode(bytes, declared);
    if (text !== undefined) return { text, notices: [] };
  }
  const utf8 = tryDecode(bytes, "utf-8");
  if (utf8 !== undefined) return { text: utf8, notices: [] };
  const guessed = looksCyrillic(bytes) ? "windows-1251" : "windows-1252";
  return {
    text: decode(bytes, guessed),
    notices: [{ code: "encoding-guessed", params: { encoding: guessed }, at: "" }],
  };
}

function byMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

function wideEncoding(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 4096);
  if (sample.length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (const [at, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const most = (sample.length / 2) * 0.6;
  if (odd > most && even === 0) return "utf-16le";
  if (even > most && odd === 0) return "utf-16be";
  return undefined;
}

/** Text has no NUL and almost no control characters. Up to 1 in 100 is tolerated for old page breaks and bells. */
function refuseBinary(bytes: Uint8Array): void {
  let controls = 0;
  for (const byte of bytes) {
    if (byte === 0) throw new UnreadableFile("not-this-format", "bytes that are no text");
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) controls += 1;
  }
  if (controls * 100 > bytes.length) throw new UnreadableFile("not-this-format", "bytes that are no text");
}

function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 2048));
  return (
    /<meta[^>]+charset\s*=\s*["']?([\w-]+)/iu.exec(head)?.[1] ??
    /<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/iu.exec(head)?.[1]
  );
}

/** In windows-1251, nearly all letters of a Russian text are bytes from 0xC0 up, and most of the text is letters. */
function looksCyrillic(bytes: Uint8Array): boolean {
  let high = 0;
  let low = 0;
  for (const byte of bytes) {
    if (byte >= 0xc0) high += 1;
    else if ((byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)) low += 1;
  }
  return high > low;
}

function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes);
}
