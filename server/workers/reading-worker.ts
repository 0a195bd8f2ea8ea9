import { readDraft, UnreadableFile, type ReadDraft, type ReadOptions } from "../import/read-draft.ts";

/** What a thread of the reading pool is given, copied over from the server's own. */
export interface ReadingTask {
  bytes: Uint8Array;
  options: ReadOptions;
}

/** What it gives back: the draft as the schema's JSON, or why there is none. Classes do not cross over. */
export type ReadingResult =
  | (Omit<ReadDraft, "value"> & { value: Omit<ReadDraft["value"], "draft"> & { draft: unknown } })
  | { refused: UnreadableFile["code"]; detail: string };

/** What a thread of the reading pool runs, by this name. */
export async function runReading({ bytes, options }: ReadingTask): Promise<ReadingResult> {
  try {
    const { value, ...rest } = await readDraft(bytes, options);
    return { ...rest, value: { ...value, draft: value.draft.toJSON() as unknown } };
  } catch (error) {
    if (error instanceof UnreadableFile) return { refused: error.code, detail: error.message };
    throw error;
  }
}
