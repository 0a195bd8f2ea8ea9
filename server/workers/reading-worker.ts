import type { MessagePort } from "node:worker_threads";
import type { MarkedText, RemarkList } from "#core/receive/read-contribution.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { parseDraft } from "#core/text/schema.ts";
import { readDraft, UnreadableFile, type ReadDraft, type ReadOptions } from "../import/read-draft.ts";
import type { RemarkFormat } from "#core/text/file-format.ts";
import { readRemarks } from "../import/read-remarks.ts";
import { placeMarkedText, type PlacedContribution, type PlacingTerms } from "#core/receive/place-marked-text.ts";
import { rankVersions, type RankedVersion } from "#core/receive/rank-versions.ts";

/** Input of a reading thread, copied from the server's own thread. */
export type ReadingTask = {
  /** Receives a message when reading begins. Before that, the file waits for a thread. */
  begun: MessagePort;
} & (
  | { as: "draft"; bytes: Uint8Array; options: ReadOptions }
  | { as: "remarks"; bytes: Uint8Array; format: RemarkFormat }
  | { as: "ranking"; read: PlainRankedText; versions: readonly VersionText[] }
  | { as: "placing"; read: PlainMarkedText; version: unknown; terms: PlacingTerms }
);

/** A marked text with its drafts as the schema's JSON. */
type PlainMarkedText = Omit<MarkedText, "draft" | "accepted"> & { draft: unknown; accepted: unknown };

/** The parts of a marked text that determine its ranking. */
type PlainRankedText = Pick<PlainMarkedText, "draft" | "coloured">;

/**
 * A reading thread's result: a draft as the schema's JSON, remarks, a text's placement on a version, the most similar
 * versions, or the reason for failure. Class instances cannot be sent between threads.
 */
export type ReadingResult =
  | { draft: Omit<ReadDraft, "value"> & { value: Omit<ReadDraft["value"], "draft"> & { draft: unknown } } }
  | { remarks: RemarkList }
  | { placed: PlacedContribution }
  | { ranked: RankedVersion[] }
  | { refused: UnreadableFile["code"]; detail: string };

/** Entry point of a reading thread, found by this name. */
export async function runReading(task: ReadingTask): Promise<ReadingResult> {
  task.begun.postMessage(null);
  try {
    if (task.as === "placing") {
      const { read } = task;
      const version = parseDraft(task.version);
      const marked = { ...read, draft: parseDraft(read.draft), accepted: parseDraft(read.accepted) };
      return { placed: placeMarkedText(marked, { draft: version, text: versionTextOf(version) }, task.terms) };
    }
    if (task.as === "ranking") {
      return { ranked: rankVersions({ ...task.read, draft: parseDraft(task.read.draft) }, task.versions) };
    }
    if (task.as === "remarks") return { remarks: await readRemarks(task.bytes, task.format) };
    const { value, ...rest } = await readDraft(task.bytes, task.options);
    return { draft: { ...rest, value: { ...value, draft: value.draft.toJSON() as unknown } } };
  } catch (error) {
    if (error instanceof UnreadableFile) return { refused: error.code, detail: error.message };
    throw error;
  }
}
