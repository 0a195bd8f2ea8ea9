import { Tab, TextRun } from "docx";
import type { ParagraphPart } from "./docx-element.ts";
import { labelParts } from "./docx-paragraphs.ts";
import { runParts } from "./docx-runs.ts";
import type { ChangeTracker, TrackedKind } from "./tracking.ts";
import type { InlineRun } from "../shared/inline-runs.ts";

interface LabelSetting {
  tracker: ChangeTracker;
  rightToLeft: boolean;
}

/**
 * A clause's label as base and revised have it: tracked with the clause where that is put in, taken out or moved (`kind`),
 * by itself where only the label changes. Null is no label.
 */
export function trackedLabel(
  base: string | null,
  revised: string | null,
  kind: TrackedKind,
  setting: LabelSetting,
): ParagraphPart[] {
  const { tracker, rightToLeft } = setting;
  if (kind !== "kept") return tracker.track(kind, labelText(base ?? revised, rightToLeft, kind === "deleted"));
  if (base === revised) return labelParts(revised, rightToLeft);
  if (base === null || revised === null) {
    const change = base === null ? "inserted" : "deleted";
    return tracker.track(change, labelText(base ?? revised, rightToLeft, change === "deleted"));
  }
  return [
    ...tracker.track("deleted", wordsOnly(base, rightToLeft, true)),
    ...tracker.track("inserted", wordsOnly(revised, rightToLeft, false)),
    labelTab(rightToLeft),
  ];
}

function labelText(label: string | null, rightToLeft: boolean, deleted: boolean): ParagraphPart[] {
  return label === null ? [] : [...wordsOnly(label, rightToLeft, deleted), labelTab(rightToLeft)];
}

function labelTab(rightToLeft: boolean): ParagraphPart {
  return new TextRun({ style: "ClauseLabel", ...(rightToLeft ? { rightToLeft } : {}), children: [new Tab()] });
}

function wordsOnly(label: string, rightToLeft: boolean, deleted: boolean): ParagraphPart[] {
  const run: InlineRun = { kind: "text", start: 0, end: label.length, text: label, marks: {} };
  return runParts(
    run,
    { rightToLeft, language: null, bookmarks: new Set(), note: () => [] },
    {
      element: deleted ? "w:delText" : "w:t",
      further: () => ({ style: "ClauseLabel" }),
    },
  );
}
