import type { Response } from "express";
import type { FileAnswer } from "../../services/kernel/file-answer.ts";

/**
 * Kept by the reader's own browser and asked for again each time: a text is for ever, but its state, its counts and who may
 * see it are not. With the ETag Express adds, asking again costs a 304 and no body. Keeping for good even what never
 * changes would show it to whoever sits at the same browser after its reader signed out.
 */
export const askAgain = "private, no-cache";

/** Answers with JSON; what a write answers (a sign-in link among it) is not kept. */
export function sendJson(response: Response, status: number, value: unknown): void {
  const read = response.req.method === "GET" || response.req.method === "HEAD";
  response
    .set("Cache-Control", read ? askAgain : "no-store")
    .status(status)
    .json(value);
}

/** Answers with a file to be saved, never shown in place: what it holds came from outside. */
export function sendFile(response: Response, file: FileAnswer): void {
  response
    .attachment(file.fileName)
    .set("Cache-Control", askAgain)
    .type(file.mediaType)
    .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength));
}
