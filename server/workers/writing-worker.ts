import type { MessagePort } from "node:worker_threads";
import { writeFile, type FileTask } from "../services/write-file.ts";

/** What a thread of the writing pool is given, copied over from the server's own. */
export interface WritingTask {
  task: FileTask;
  /** Pages to be printed go out here, and come back as PDF: the browser belongs to the server's own thread. */
  printing: MessagePort;
}

/** What a thread of the writing pool runs, by this name. */
export async function runWriting({ task, printing }: WritingTask): Promise<Uint8Array> {
  try {
    return await writeFile(task, { print: (html) => printElsewhere(html, printing), gone: null });
  } finally {
    printing.close();
  }
}

/** A page that is not printed ends the thread's work from outside. */
function printElsewhere(html: string, printing: MessagePort): Promise<Uint8Array> {
  return new Promise((resolve) => {
    printing.once("message", resolve);
    printing.postMessage(html);
  });
}
