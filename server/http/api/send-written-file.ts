import type { Request, Response } from "express";
import { fileLine, filePiecesType, type FileLine } from "#core/contract/file-pieces.ts";
import type { WrittenFile } from "../../services/kernel/file-answer.ts";
import { askAgain } from "./answer.ts";

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
