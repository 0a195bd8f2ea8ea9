import { hasObjectText } from "#core/text/object.ts";
import type { InlineRun } from "./inline-runs.ts";

/**
 * Whether a run is a picture or another object, of which only the text is known. Contributions and edits keep the text
 * of a picture, and not always its mark.
 */
export function isObject(run: InlineRun): boolean {
  return run.kind === "text" && (run.marks.object === true || hasObjectText(run.text));
}

/** Whether some of the runs between two offsets of a clause's text are objects. These are not in the file as text. */
export function hasObjectBetween(runs: readonly InlineRun[], from: number, to: number): boolean {
  return runs.some((run) => run.kind === "text" && run.marks.object && run.start < to && from < run.end);
}
