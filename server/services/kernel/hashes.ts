import { createHash } from "node:crypto";
import type { Node } from "prosemirror-model";
import { schemaNumber } from "#core/text/schema.ts";

/** SHA-256 in lower-case hex, of bytes or of a text in UTF-8. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/**
 * The hash of a draft's canonical JSON: object keys in order, no blanks, and the schema's number with it, so that the
 * same JSON under another form is not taken for the same content.
 */
export function contentHashOf(draft: Node): string {
  return sha256(JSON.stringify(sorted({ schema: schemaNumber, draft: draft.toJSON() as unknown })));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}
