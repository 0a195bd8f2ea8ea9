import type { Response } from "express";
import type { FileAnswer } from "../services/file-answer.ts";

/** A year: as long as anything need be kept. */
const forGood = "private, max-age=31536000, immutable";
/**
 * Kept by the reader's own browser and asked for again each time: a text is for ever, but its state, its counts and what
 * the reader may see are not. With the ETag Express adds, asking again costs a 304 and no body.
 */
const askAgain = "private, no-cache";

/** Answers with JSON. */
export function sendJson(response: Response, status: number, value: unknown): void {
  response.set("Cache-Control", askAgain).status(status).json(value);
}

/**
 * Answers with a file to be kept, never shown in place: what it holds came from outside. Where it can never change it is
 * cached for good; "private" even so, since no cache in between can know who may read it.
 */
export function sendFile(response: Response, file: FileAnswer, immutable: boolean): void {
  response
    .attachment(file.fileName)
    .set("Cache-Control", immutable ? forGood : askAgain)
    .type(file.mediaType)
    .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength));
}
