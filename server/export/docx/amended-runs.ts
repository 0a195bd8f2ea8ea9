import type { AmendedPart } from "#core/discuss/reply.ts";
import { cutRuns, type InlineRun } from "../shared/inline-runs.ts";
import type { ParagraphPart } from "./element.ts";
import { runParts, type RunSetting } from "./runs.ts";
import type { ChangeTracker } from "./tracking.ts";

/**
 * Renders text that a proposal inserts. If somebody amends the proposal, the amendment's changes are inside the
 * insertion as Word has them: a deletion is nested in it, and an insertion splits it in two.
 */
export function insertedParts(
  runs: readonly InlineRun[],
  setting: RunSetting,
  tracker: ChangeTracker,
): ParagraphPart[] {
  const track = (parts: ParagraphPart[]): ParagraphPart[] => tracker.track("inserted", parts);
  const { amendment } = tracker;
  const text = runs.map((run) => (run.kind === "text" ? run.text : "")).join("");
  const changes = amendment ? changesIn(text, amendment.parts) : [];
  if (!amendment || changes.length === 0) return runs.flatMap((run) => runParts(run, setting, { track }));
  const amend = amendment.tracker;
  const nested = (parts: ParagraphPart[]): ParagraphPart[] => track(amend.track("deleted", parts));
  const insertions = changes.filter(({ kind }) => kind === "inserted");
  const written: ParagraphPart[] = [];
  const insert = (upTo: number): void => {
    for (let next = insertions[0]; next && next.start <= upTo; next = insertions[0]) {
      insertions.shift();
      const run = { kind: "text", start: next.start, end: next.start, text: next.text, marks: {} } as const;
      written.push(...runParts(run, setting, { track: (parts) => amend.track("inserted", parts) }));
    }
  };
  for (const run of cutRuns(
    runs,
    changes.flatMap(({ start, end }) => [start, end]),
  )) {
    if (run.kind !== "note") insert(run.start);
    const isDeleted = changes.some(
      ({ kind, start, end }) => kind === "deleted" && start <= run.start && run.end <= end && run.start < end,
    );
    written.push(...runParts(run, setting, isDeleted ? { element: "w:delText", track: nested } : { track }));
  }
  insert(Infinity);
  return written;
}

interface PlacedPart extends AmendedPart {
  /** UTF-16 offsets into the inserted text; for an insertion both are its position. */
  start: number;
  end: number;
}

/**
 * Returns an amendment's changes inside one of the texts that its proposal inserts. Empty if the amended wording does
 * not contain this text exactly once.
 */
function changesIn(text: string, parts: readonly AmendedPart[]): PlacedPart[] {
  const wording = parts.map((part) => (part.kind === "inserted" ? "" : part.text)).join("");
  const from = wording.indexOf(text);
  if (text === "" || from < 0 || wording.includes(text, from + 1)) return [];
  const changes: PlacedPart[] = [];
  let reached = -from;
  for (const part of parts) {
    const start = reached;
    if (part.kind !== "inserted") reached += part.text.length;
    const isInside = part.kind === "inserted" ? start >= 0 && start <= text.length : reached > 0 && start < text.length;
    if (part.kind === "kept" || !isInside) continue;
    changes.push({ ...part, start: Math.max(0, start), end: Math.min(text.length, reached) });
  }
  return changes;
}
