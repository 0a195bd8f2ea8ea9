import type { IRunOptions } from "docx";
import type { RedlineRow, RedlineSegment } from "#core/compare/redline.ts";
import type { ParagraphPart } from "./element.ts";
import { runFormat, runParts, type RunSetting } from "./runs.ts";
import { trackedLabel } from "./paragraphs.ts";
import type { ChangeTracker, TrackedKind } from "./tracking.ts";
import { cutRuns, sliceRuns, type InlineRun, type RunMarks } from "../shared/inline-runs.ts";
import { clauseMoveKey, rowKind, segmentMoveKey } from "./redline-rows.ts";
import { printedLabels, type SourceRow, type SideClause } from "../shared/redline-source.ts";

type Reference = Extract<InlineRun, { kind: "note" }>;

/** The settings for writing a row of the redline. */
export interface RowSetting {
  tracker: ChangeTracker;
  rightToLeft: boolean;
  /** Renders a footnote reference of one or both drafts. `base` and `revised` are the references themselves. */
  note: (kind: TrackedKind, base: Reference | null, revised: Reference | null) => ParagraphPart[];
  /** Footnote clauses that are the same note in both drafts: base id -> revised id. */
  sameNote: ReadonlyMap<string, string>;
}

/** Renders a row's label and text as tracked changes. */
export function rowParts({ row, edges, base, revised }: SourceRow, setting: RowSetting): ParagraphPart[] {
  const whole = rowKind(row);
  const printed = printedLabels(base, revised);
  const labels = trackedLabel(
    edges.beginsBase ? printed.base : null,
    edges.beginsRevised ? printed.revised : null,
    whole,
    setting,
  );
  // A clause without text may still contain references.
  const segments = row.segments.length > 0 ? row.segments : [emptySegment(row, base, revised)];
  const parts = segments.flatMap((segment) => {
    const written = segmentParts(segment, base, revised, setting);
    const { kind } = segment;
    if (kind === whole || (kind !== "moved-here" && kind !== "moved-away")) return written;
    const range = setting.tracker.moveRange(kind, segmentMoveKey(segment));
    return [range.start, ...written, range.end];
  });
  return [...labels, ...parts];
}

/** Returns the range of a row that moved as a whole, including its paragraph mark. Undefined for any other row. */
export function rowMoveRange(
  row: RedlineRow,
  tracker: ChangeTracker,
): ReturnType<ChangeTracker["moveRange"]> | undefined {
  const kind = rowKind(row);
  if (kind !== "moved-here" && kind !== "moved-away") return undefined;
  return tracker.moveRange(kind, clauseMoveKey(row));
}

function emptySegment(row: RedlineRow, base: SideClause | null, revised: SideClause | null): RedlineSegment {
  const kind = rowKind(row);
  const at = (clause: SideClause | null): [number, number] | null => clause && [clause.start, clause.start];
  return { kind, base: at(base), revised: at(revised), class: null, change: null, move: null };
}

function segmentParts(
  segment: RedlineSegment,
  base: SideClause | null,
  revised: SideClause | null,
  setting: RowSetting,
): ParagraphPart[] {
  const { tracker } = setting;
  const kind = segment.kind;
  if (kind === "kept") return keptParts(segment, base, revised, setting);
  const fromBase = kind === "deleted" || kind === "moved-away";
  const clause = fromBase ? base : revised;
  const range = fromBase ? segment.base : segment.revised;
  if (!clause || !range) return [];
  const runs = sliceRuns(clause.runs, range[0] - clause.start, range[1] - clause.start);
  const element = kind === "deleted" ? "w:delText" : "w:t";
  const note = (reference: Reference) =>
    fromBase ? setting.note(kind, reference, null) : setting.note(kind, null, reference);
  const track = (parts: ParagraphPart[]): ParagraphPart[] => tracker.track(kind, parts);
  return runs.flatMap((run) => runParts(run, { ...plainSetting(setting.rightToLeft), note }, { element, track }));
}

function plainSetting(rightToLeft: boolean): RunSetting {
  return { rightToLeft, language: null, bookmarks: new Set(), note: () => [] };
}

/**
 * Renders text that both drafts have. Different formatting becomes a tracked change of formatting, so that rejecting
 * restores the base's. A reference that only one draft has at this position is inserted or deleted.
 */
function keptParts(
  segment: RedlineSegment,
  base: SideClause | null,
  revised: SideClause | null,
  setting: RowSetting,
): ParagraphPart[] {
  if (!base || !revised || !segment.base || !segment.revised) return [];
  const { tracker } = setting;
  const shift = segment.revised[0] - revised.start - (segment.base[0] - base.start);
  const baseRuns = sliceRuns(base.runs, segment.base[0] - base.start, segment.base[1] - base.start).map((run) => ({
    ...run,
    start: run.start + shift,
    end: run.end + shift,
  }));
  const baseNotes = baseRuns.filter((run) => run.kind === "note");
  const cuts = baseRuns.flatMap((run) => [run.start, run.end]);
  const shown = sliceRuns(revised.runs, segment.revised[0] - revised.start, segment.revised[1] - revised.start);
  const parts: ParagraphPart[] = [];
  const addDeletedNotes = (before: number): void => {
    while (baseNotes[0] && baseNotes[0].start < before) {
      const reference = baseNotes.shift();
      if (reference) parts.push(...tracker.track("deleted", setting.note("deleted", reference, null)));
    }
  };
  for (const run of cutRuns(shown, cuts)) {
    if (run.kind === "note") {
      addDeletedNotes(run.start);
      const sameNoteIndex = baseNotes.findIndex(
        ({ start, clause }) => start === run.start && setting.sameNote.get(clause) === run.clause,
      );
      if (sameNoteIndex < 0) parts.push(...tracker.track("inserted", setting.note("inserted", null, run)));
      else parts.push(...setting.note("kept", baseNotes.splice(sameNoteIndex, 1)[0] ?? null, run));
      continue;
    }
    addDeletedNotes(run.end);
    const baseRun = baseRuns.find(
      (earlier) => earlier.kind === "text" && earlier.start <= run.start && run.end <= earlier.end,
    );
    const reformatted = run.kind === "text" && baseRun?.kind === "text" && !sameMarks(run.marks, baseRun.marks);
    const before = reformatted ? baseRun.marks : null;
    const further = (rightToLeft: boolean): IRunOptions =>
      before ? { revision: { ...tracker.nextFacts(), ...runFormat(before, { language: null }, rightToLeft) } } : {};
    parts.push(...runParts(run, plainSetting(setting.rightToLeft), { further }));
  }
  addDeletedNotes(Infinity);
  return parts;
}

function sameMarks(left: RunMarks, right: RunMarks): boolean {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]) as Set<keyof RunMarks>;
  names.delete("href");
  return [...names].every((name) => left[name] === right[name]);
}
