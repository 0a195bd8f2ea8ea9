import type { MessagePort } from "node:worker_threads";
import { drawFile, type Drawing } from "../export/draw-file.ts";

/** Input of a writing thread, copied from the server's own thread. */
export interface WritingTask extends Drawing {
  /** Port that receives the pieces as they are rendered, then null after the last one. */
  leaving: MessagePort;
}

/** Entry point of a writing thread, found by this name. */
export async function runWriting({ leaving, ...drawing }: WritingTask): Promise<void> {
  for await (const piece of drawFile(drawing, null)) leaving.postMessage(piece, [piece.bytes.buffer]);
  leaving.postMessage(null);
}
