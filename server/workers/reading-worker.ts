import type { MessagePort } from "node:worker_threads";
import type { TextLimits } from "../import/read-draft.ts";
import { UnreadableFile } from "../import/shared/unreadable-file.ts";
import { type FileTasks, fileTasksWithin } from "../services/kernel/file-tasks.ts";

/** The name of a task on an uploaded file. */
export type TaskName = keyof FileTasks;

/** Input of a reading thread, copied from the server's own thread. */
export interface ReadingTask {
  /** Receives a message when the task begins. Before that, it waits for a thread. */
  begun: MessagePort;
  name: TaskName;
  input: readonly unknown[];
  limits: TextLimits;
}

/** A reading thread's result, or the reason for failure. Class instances cannot be sent between threads. */
export type ReadingResult = { done: unknown } | { refused: Pick<UnreadableFile, "code" | "params">; detail: string };

/** Entry point of a reading thread, found by this name. */
export async function runReading({ begun, name, input, limits }: ReadingTask): Promise<ReadingResult> {
  begun.postMessage(null);
  try {
    const run = fileTasksWithin(limits)[name] as (...input: readonly unknown[]) => Promise<unknown>;
    return { done: await run(...input) };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const { code, params } = error;
    return { refused: { code, params }, detail: error.message };
  }
}
