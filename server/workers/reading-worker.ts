import type { MessagePort } from "node:worker_threads";
import type { RemarkList } from "#core/annotate/read-contribution.ts";
import { readDraft, UnreadableFile, type ReadDraft, type ReadOptions } from "../import/read-draft.ts";
import { readRemarks, type RemarkFormat } from "../import/read-remarks.ts";

/** What a thread of the reading pool is given, copied over from the server's own. */
export type ReadingTask = {
  bytes: Uint8Array;
  /** Told once the reading begins: until then the file waits for a thread. */
  begun: MessagePort;
} & ({ as: "draft"; options: ReadOptions } | { as: "remarks"; format: RemarkFormat });

/** What it gives back: a draft as the schema's JSON, remarks, or why there is neither. Classes do not cross over. */
export type ReadingResult =
  | { draft: Omit<ReadDraft, "value"> & { value: Omit<ReadDraft["value"], "draft"> & { draft: unknown } } }
  | { remarks: RemarkList }
  | { refused: UnreadableFile["code"]; detail: string };

/** What a thread of the reading pool runs, by this name. */
export async function runReading(task: ReadingTask): Promise<ReadingResult> {
  const { bytes, begun } = task;
  begun.postMessage(null);
  try {
    if (task.as === "remarks") return { remarks: await readRemarks(bytes, task.format) };
    const { value, ...rest } = await readDraft(bytes, task.options);
    return { draft: { ...rest, value: { ...value, draft: value.draft.toJSON() as unknown } } };
  } catch (error) {
    if (error instanceof UnreadableFile) return { refused: error.code, detail: error.message };
    throw error;
  }
}
