import type { MessagePort } from "node:worker_threads";
import { readSharedJson, type SharedJson } from "../services/kernel/shared-json.ts";
import { type FileTask, renderFile, type RenderPass } from "../export/render-file.ts";

/** Input of a writing thread, copied from the server's own thread. */
export interface WritingTask {
  task: SharedJson;
  printed: RenderPass["printed"];
  /** Port that receives the pieces as they are rendered, then null after the last one. */
  leaving: MessagePort;
}

/** Entry point of a writing thread, found by this name. */
export async function runWriting({ task, printed, leaving }: WritingTask): Promise<void> {
  const pass = { task: readSharedJson(task) as FileTask, printed };
  for await (const piece of renderFile(pass, null)) leaving.postMessage(piece, [piece.bytes.buffer]);
  leaving.postMessage(null);
}
