import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import type { Reader } from "../../store/store.ts";

const cipher = "aes-256-gcm";
const nonceLength = 12;
const tagLength = 16;

/** Texts are sealed in blocks of this many bytes, so that the length tells little. */
const block = 256;

/**
 * Encrypts a text that a reader keeps for the server, so that it reveals nothing and cannot be changed. `purpose` is
 * what it is for: it opens for nothing else. The same text always gives the same result, on every server of a forum.
 */
export async function sealed(reader: Reader, purpose: string, text: string): Promise<string> {
  const key = await forumKey(reader, purpose);
  const bytes = Buffer.from(text);
  const padded = Buffer.concat([bytes], Math.ceil((bytes.length + 1) / block) * block);
  // Of the text itself: two texts never share a nonce, and nothing random is needed.
  const nonce = createHmac("sha256", key).update(padded).digest().subarray(0, nonceLength);
  const encrypting = createCipheriv(cipher, key, nonce);
  const encrypted = Buffer.concat([encrypting.update(padded), encrypting.final()]);
  return Buffer.concat([nonce, encrypting.getAuthTag(), encrypted]).toString("base64url");
}

/** Decrypts a sealed text. Null if this forum did not seal it for this purpose. */
export async function unsealed(reader: Reader, purpose: string, text: string): Promise<string | null> {
  const bytes = Buffer.from(text, "base64url");
  const start = nonceLength + tagLength;
  if (bytes.length <= start) return null;
  try {
    const key = await forumKey(reader, purpose);
    const decrypting = createDecipheriv(cipher, key, bytes.subarray(0, nonceLength));
    decrypting.setAuthTag(bytes.subarray(nonceLength, start));
    const padded = Buffer.concat([decrypting.update(bytes.subarray(start)), decrypting.final()]);
    return padded.subarray(0, padded.findLastIndex((byte) => byte !== 0) + 1).toString();
  } catch {
    return null;
  }
}

/**
 * Returns the key of a forum for a purpose: made from the commitment of its first private event, which is random, never
 * changes, and leaves the store only in backups. A forum without private events has nothing to hide yet.
 */
async function forumKey(reader: Reader, purpose: string): Promise<Buffer> {
  const [first] = await reader.chainEvents({ chain: "private", after: 0, limit: 1 });
  return createHmac("sha256", first?.audit.commitment ?? "")
    .update(purpose)
    .digest();
}
