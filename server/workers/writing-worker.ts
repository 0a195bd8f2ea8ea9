import type { MessagePort } from "node:worker_threads";
import { drawFile, type Drawing } from "../export/draw-file.ts";

/** What a thread of the writing pool is given, copied over from the server's own. */
export interface WritingTask extends Drawing {
  /** Pieces of the file leave here as they are drawn, and null after the last. */
  leaving: MessagePort;
}

/** What a thread of the writing pool runs, by this name. */
export async function runWriting({ leaving, ...drawing }: WritingTask): Promise<void> {
  for await (const piece of drawFile(drawing, null)) leaving.postMessage(piece, [piece.bytes.buffer]);
  leaving.postMessage(null);
}
