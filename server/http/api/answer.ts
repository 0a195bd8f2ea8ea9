import type { Request, Response } from "express";
import { fileLine, type FileLine, filePiecesType } from "#core/contract/file-pieces.ts";
import type { FileAnswer, WrittenFile } from "../../services/kernel/file-answer.ts";

/**
 * Kept by the reader's own browser and asked for again each time: a text is for ever, but its state, its counts and who may
 * see it are not. With the ETag Express adds, asking again costs a 304 and no body. Keeping for good even what never
 * changes would show it to whoever sits at the same browser after its reader signed out.
 */
const askAgain = "private, no-cache";

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

/**
 * Answers with a file while it is written: as it is, to be saved; or in pieces with how far it is (file-pieces.ts), where
 * that is asked for. Until there is something to send, what goes wrong is told as any problem; after that see `breakOff`.
 * A reader who takes it slowly is waited for, and one who goes ends the writing.
 *
 * HTTP/1.0 cannot tell an answer that broke off from one that is whole: there a file is sent once it is.
 */
export async function sendWrittenFile(response: Response, { fileName, mediaType, pieces }: WrittenFile): Promise<void> {
  const { req: request } = response;
  const inPieces = request.accepts([mediaType, filePiecesType]) === filePiecesType;
  // One listener for all: compressing has another stream drain, which never takes one off.
  let goOn = (): void => undefined;
  response.on("drain", () => goOn()).once("close", () => goOn());
  const begin = (): void => {
    if (response.headersSent) return;
    response.attachment(fileName).vary("Accept").set("Cache-Control", askAgain);
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
    // Compressing would hold back how far it is.
    if (inPieces) response.flush();
  }
  begin();
  if (isOld(request)) response.send(Buffer.concat(kept));
  else response.end(inPieces ? fileLine({ whole: { mediaType } }) : undefined);
}

function isOld({ httpVersionMajor, httpVersionMinor }: Request): boolean {
  return httpVersionMajor === 1 && httpVersionMinor === 0;
}

/**
 * Ends an answer that went wrong after it began, so that nobody takes it for whole: one in pieces says why, of any other the
 * connection is cut.
 */
export function breakOff(response: Response, problem: Extract<FileLine, { problem: unknown }>["problem"]): void {
  if (response.get("Content-Type")?.startsWith(filePiecesType)) response.end(fileLine({ problem }));
  else response.destroy();
}

/** Whether it is worth to compress an answer in pieces: where the file is text. */
export function isTextInPieces(response: Response): boolean {
  const [type, of = ""] = (response.get("Content-Type") ?? "").split(/; of="|"/u);
  return type === filePiecesType && /^text\/|\+(?:json|xml)$/u.test(of);
}
