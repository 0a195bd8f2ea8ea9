import type { AmendedPart } from "#core/discuss/reply.ts";
import { cutRuns, type InlineRun } from "../shared/inline-runs.ts";
import type { ParagraphPart } from "./element.ts";
import { runParts, type RunSetting } from "./runs.ts";
import type { ChangeTracker } from "./tracking.ts";

/**
 * Renders text that a proposal inserts. If people amend the proposal, their changes are inside the insertion as Word has
 * them: a deletion is nested in it, and an insertion splits it in two. No two amendments change the same text.
 */
export function insertedParts(
  runs: readonly InlineRun[],
  setting: RunSetting,
  tracker: ChangeTracker,
): ParagraphPart[] {
  const track = (parts: ParagraphPart[]): ParagraphPart[] => tracker.track("inserted", parts);
  const text = runs.map((run) => (run.kind === "text" ? run.text : "")).join("");
  const changes = tracker.amendments
    .flatMap(({ tracker: amend, parts }) => changesIn(text, parts).map((change) => ({ ...change, amend })))
    .sort((left, right) => left.start - right.start);
  if (changes.length === 0) return runs.flatMap((run) => runParts(run, setting, { track }));
  const insertions = changes.filter(({ kind }) => kind === "inserted");
  const written: ParagraphPart[] = [];
  const insert = (upTo: number): void => {
    for (let next = insertions[0]; next && next.start <= upTo; next = insertions[0]) {
      insertions.shift();
      const run = { kind: "text", start: next.start, end: next.start, text: next.text, marks: {} } as const;
      written.push(...runParts(run, setting, { track: (parts) => next.amend.track("inserted", parts) }));
    }
  };
  for (const run of cutRuns(
    runs,
    changes.flatMap(({ start, end }) => [start, end]),
  )) {
    if (run.kind !== "note") insert(run.start);
    const deletion = changes.find(
      ({ kind, start, end }) => kind === "deleted" && start <= run.start && run.end <= end && run.start < end,
    );
    const nested = (parts: ParagraphPart[]): ParagraphPart[] =>
      track(deletion ? deletion.amend.track("deleted", parts) : parts);
    written.push(...runParts(run, setting, { track: nested, ...(deletion && { element: "w:delText" }) }));
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
 * Returns an amendment's changes inside a text that its proposal inserts, which may be a part of an insertion. Empty if
 * the insertions do not contain this text exactly once.
 */
function changesIn(text: string, parts: readonly AmendedPart[]): PlacedPart[] {
  const insertions = [...new Set(parts.map(({ insertion }) => insertion))].map((insertion) =>
    parts.filter((part) => part.insertion === insertion),
  );
  const holding = insertions.filter((own) => wordingOf(own).includes(text));
  return holding.length === 1 && holding[0] ? changesInOne(text, holding[0]) : [];
}

function wordingOf(parts: readonly AmendedPart[]): string {
  return parts.map((part) => (part.kind === "inserted" ? "" : part.text)).join("");
}

function changesInOne(text: string, parts: readonly AmendedPart[]): PlacedPart[] {
  const wording = wordingOf(parts);
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
