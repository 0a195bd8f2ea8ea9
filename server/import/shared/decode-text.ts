import type { PendingNotice } from "#core/text/block.ts";
import { UnreadableFile } from "./unreadable-file.ts";

/**
 * The text of bytes. In order: a byte order mark; for HTML what the page declares; UTF-8 if every byte fits;
 * UTF-16 if every second byte is nearly always zero; last, with a notice, windows-1251 for what looks Cyrillic in it and
 * windows-1252 for the rest, since those are what old editors write.
 * @throws UnreadableFile not-this-format for what is no text at all
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

/** A text has no NUL and next to no control characters; one in a hundred is let pass for old page breaks and bells. */
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

/** In windows-1251 nearly all letters of a Russian text are bytes above 0xC0, and most of the text is letters. */
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
