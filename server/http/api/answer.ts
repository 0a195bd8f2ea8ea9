import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";
import { fileLine, type FileLine, filePiecesType } from "#core/contract/file-pieces.ts";
import { wordHeaders, writeWordForm } from "#core/contract/export-operations.ts";
import { isPublicRequest, setShared } from "../middleware/shared-caches.ts";
import { visitOf } from "../middleware/visitor.ts";
import type { FileAnswer, WrittenFile } from "../../services/kernel/file-answer.ts";
import { inTurns } from "../../services/kernel/in-turns.ts";
import { isLongJson, jsonPieces } from "#core/text/pieces.ts";

/**
 * Lets only the reader's own browser cache a response, and makes it revalidate every time. A text never changes, but
 * its state, counts and visibility do. With Express's ETag, revalidating costs a 304 without a body. Even immutable
 * responses are revalidated: otherwise the next user of the browser could see them after sign-out. What the public gets
 * may be shared (`setShared`).
 */
const revalidate = "private, no-cache";

/**
 * Sends JSON. Responses to writes are not stored, because they may contain a sign-in link, nor are those that are marked
 * so because they hold personal data.
 */
export async function sendJson(response: Response, status: number, value: unknown, isStored: boolean): Promise<void> {
  const read = response.req.method === "GET" || response.req.method === "HEAD";
  const isPublic = isPublicRequest(response.req) && visitOf(response).visitor.actor.role === "public";
  if (read && isStored && isPublic) setShared(response);
  else response.set("Cache-Control", read && isStored ? revalidate : "no-store");
  response.status(status);
  if (isLongJson(value)) await sendLongJson(response, value);
  else response.json(value);
}

/**
 * Sends long JSON. Others get their turn between its pieces: the text of a million words, or 20 000 annotations, would
 * block the server for half a second. The tag and the status are those of `response.json`.
 */
async function sendLongJson(response: Response, value: unknown): Promise<void> {
  const hash = createHash("sha1");
  const pieces: Buffer[] = [];
  const length = await inTurns(
    (function* steps() {
      let length = 0;
      for (const piece of jsonPieces(value)) {
        const bytes = Buffer.from(piece);
        hash.update(bytes);
        yield pieces.push(bytes);
        length += bytes.length;
      }
      return length;
    })(),
  );
  const { req: request } = response;
  response.type("json").set("ETag", `W/"${length.toString(16)}-${hash.digest("base64").slice(0, 27)}"`);
  if (request.fresh) {
    response.removeHeader("Content-Type");
    response.status(304).end();
  } else if (request.method === "HEAD") response.set("Content-Length", String(length)).end();
  else {
    try {
      await pipeline(Readable.from(pieces), response);
    } catch (error) {
      // A reader who left is no failure.
      if (!response.destroyed) throw error;
    }
  }
}

/** Sends a file as an attachment. It is never displayed in the browser, because its content came from outside. */
export function sendFile(response: Response, file: FileAnswer, isStored: boolean): void {
  showHead(response, file);
  response
    .attachment(file.fileName)
    .set("Cache-Control", isStored ? revalidate : "no-store")
    .type(file.mediaType)
    .send(Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength));
}

/**
 * Sends a file while it is being written. Sends it unchanged as a download, or on request in pieces with progress
 * reports (file-pieces.ts). An error before the first output becomes a normal problem response; for later errors see
 * `breakOff`. Writing waits for a slow reader and stops when the reader disconnects.
 *
 * HTTP/1.0 cannot distinguish a truncated response from a complete one, so the file is then sent only when complete.
 */
export async function sendWrittenFile(response: Response, file: WrittenFile, isStored: boolean): Promise<void> {
  const { fileName, mediaType, pieces } = file;
  const { req: request } = response;
  const inPieces = request.accepts([mediaType, filePiecesType]) === filePiecesType;
  // Uses a single listener, because the compression middleware forwards "drain" to another stream and never removes a
  // listener.
  let goOn = (): void => undefined;
  response.on("drain", () => goOn()).once("close", () => goOn());
  const begin = (): void => {
    if (response.headersSent) return;
    showHead(response, file);
    showRedline(response, file);
    response.attachment(fileName).vary("Accept");
    response.set("Cache-Control", isStored ? revalidate : "no-store");
    response.type(inPieces ? `${filePiecesType}; of="${mediaType}"` : mediaType);
  };
  const send = async (chunk: string | Uint8Array): Promise<void> => {
    begin();
    if (!response.write(chunk) && !response.destroyed) await new Promise<void>((resolve) => (goOn = resolve));
  };
  if (request.method === "HEAD") {
    await pieces.return();
    begin();
    response.end();
    return;
  }
  const kept: Uint8Array[] = [];
  for await (const { bytes, ...progress } of pieces) {
    if (inPieces) await send(fileLine({ ...progress, bytes: bytes.length }));
    if (isOld(request)) kept.push(bytes);
    else if (bytes.length > 0) await send(bytes);
    // Compression would hold back the progress reports.
    if (inPieces) response.flush();
  }
  begin();
  if (isOld(request)) response.send(Buffer.concat(kept));
  else response.end(inPieces ? fileLine({ whole: { mediaType } }) : undefined);
}

/** Sends the head of the audit chain beside a file, because some formats, such as CSV, have no place for it. */
function showHead(response: Response, { auditHead }: Pick<FileAnswer, "auditHead">): void {
  if (auditHead !== undefined) response.set("Audit-Head", auditHead);
}

/** Tells in which layout a Word redline is, and what its reader should know about it. */
function showRedline(response: Response, { redline }: WrittenFile): void {
  if (!redline) return;
  const { layout, notes } = writeWordForm(redline);
  response.set(wordHeaders.layout, layout);
  if (notes !== "") response.set(wordHeaders.notes, notes);
}

function isOld({ httpVersionMajor, httpVersionMinor }: Request): boolean {
  return httpVersionMajor === 1 && httpVersionMinor === 0;
}

/**
 * Ends a response that failed after it began, so that nobody mistakes it for a complete one. A response in pieces
 * states the reason; for any other the connection is cut.
 */
export function breakOff(response: Response, problem: Extract<FileLine, { problem: unknown }>["problem"]): void {
  if (response.get("Content-Type")?.startsWith(filePiecesType)) response.end(fileLine({ problem }));
  else response.destroy();
}

/** Returns whether a response in pieces is worth compressing, which is the case for text files. */
export function isTextInPieces(response: Response): boolean {
  const [type, pieceType = ""] = (response.get("Content-Type") ?? "").split(/; of="|"/u);
  return type === filePiecesType && /^text\/|\+(?:json|xml)$/u.test(pieceType);
}
