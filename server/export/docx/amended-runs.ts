import { amendedRuns, type TextAmendment } from "../shared/amended-runs.ts";
import type { InlineRun } from "../shared/inline-runs.ts";
import type { ParagraphPart } from "./element.ts";
import { runParts, type RunSetting } from "./runs.ts";
import type { ChangeTracker } from "./tracking.ts";

/**
 * Renders text that a proposal inserts. If people amend the proposal, their changes are inside the insertion as Word has
 * them: a deletion is nested in it, and an insertion splits it in two.
 */
export function insertedParts(
  runs: readonly InlineRun[],
  setting: RunSetting,
  tracker: ChangeTracker,
  amendments: readonly TextAmendment<ChangeTracker>[] = [],
): ParagraphPart[] {
  return amendedRuns(runs, amendments).flatMap((amended) => {
    if (amended.kind === "inserted") {
      return runParts(amended.run, setting, { track: (parts) => amended.tracker.track("inserted", parts) });
    }
    if (amended.kind === "kept") {
      return runParts(amended.run, setting, { track: (parts) => tracker.track("inserted", parts) });
    }
    const track = (parts: ParagraphPart[]): ParagraphPart[] =>
      tracker.track("inserted", amended.tracker.track("deleted", parts));
    return runParts(amended.run, setting, { track, element: "w:delText" });
  });
}
