import { createHash, subtle, timingSafeEqual } from "node:crypto";
import type { Node } from "prosemirror-model";
import { schemaNumber } from "#core/text/schema.ts";

/** Returns the SHA-256 of bytes, or of a text in UTF-8, in lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Compares hashes in constant time. */
export function isSameSecret(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Returns the same as `sha256` for a file. Others get their turn, because hashing the largest upload takes 100 ms. */
export async function sha256OfFile(bytes: Uint8Array): Promise<string> {
  // A copy, because the view may share its memory with others.
  const hash = await subtle.digest("SHA-256", new Uint8Array(bytes));
  return Buffer.from(hash).toString("hex");
}

/**
 * Returns the hash of a draft's canonical JSON, with sorted keys, no whitespace, and without labels' printed forms that
 * are null, because earlier drafts have none. The hash includes the schema
 * number, so that the same JSON under another schema is not taken for the same content.
 */
export function contentHashOf(draft: Node): string {
  return sha256(JSON.stringify(sorted({ schema: schemaNumber, draft: draft.toJSON() as unknown })));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key, part]) => key !== "printed" || part !== null);
  entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
