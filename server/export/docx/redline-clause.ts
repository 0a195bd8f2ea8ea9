import type { IRunOptions } from "docx";
import type { RedlineRow, RedlineSegment } from "#core/compare/redline-row.ts";
import { cutRuns, sliceRuns, type InlineRun, type RunMarks } from "../shared/inline-runs.ts";
import { printedLabels, type SideClause, type SourceRow } from "../shared/redline-source.ts";
import type { ParagraphPart } from "./element.ts";
import { trackedLabel } from "./paragraphs.ts";
import { runFormat, runParts, type RunSetting } from "./runs.ts";
import type { ChangeTracker, TrackedKind } from "./tracking.ts";

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

/** The part of a Word file that contains a clause. Tracked changes cannot cross from one part to another. */
type Story = "body" | "cell" | "note";

/** Returns the part of the file that contains a clause of one side. */
export type StoryOf = (side: "base" | "revised", clause: SideClause) => Story;

/**
 * Adapts the rows of a redline to what Word can track.
 *
 * - A clause may be in another part of the file than before (a footnote that became a recital, a paragraph that became
 *   a cell). Such a row becomes a deletion in one part and an insertion in the other, together with everything it was
 *   split into or merged from.
 * - A move requires both of its ends in the body. A move from or into a footnote becomes a deletion and an insertion.
 */
export function trackableRows(rows: readonly SourceRow[], storyOf: StoryOf): SourceRow[] {
  const parted = pairsOf(rows).flatMap((pair) => {
    const stories = new Set(
      pair.flatMap(({ base, revised }) => [
        ...(base ? [storyOf("base", base)] : []),
        ...(revised ? [storyOf("revised", revised)] : []),
      ]),
    );
    if (stories.size < 2) return pair;
    const alone = (side: "base" | "revised") => pair.filter((row) => row[side]).map((row) => sideOnly(row, side));
    return [...alone("base"), ...alone("revised")];
  });
  const ofNote = ({ base, revised }: SourceRow): boolean =>
    revised ? storyOf("revised", revised) === "note" : base !== null && storyOf("base", base) === "note";
  const places = { from: new Set<string>(), to: new Set<string>() };
  for (const row of parted) {
    if (ofNote(row)) continue;
    for (const { kind, key } of movesOf(row)) places[kind === "moved-away" ? "from" : "to"].add(key);
  }
  const paired = (key: string): boolean => places.from.has(key) && places.to.has(key);
  return parted.map((row) => {
    const note = ofNote(row);
    const whole = rowKind(row.row);
    const key = clauseMoveKey(row.row);
    const moved = isMove(whole) && !note && paired(key);
    const segments = row.row.segments.map((segment): RedlineSegment => {
      if (!isMove(segment.kind)) return segment;
      // A segment that moves with its clause uses the clause's range and has none of its own.
      const kept = segment.kind === whole ? moved : !note && paired(segmentMoveKey(segment));
      return kept ? segment : { ...segment, kind: segment.kind === "moved-away" ? "deleted" : "inserted" };
    });
    return { ...row, row: { ...row.row, moved, segments } };
  });
}

/** Groups the rows by pair of the comparison. A split or merged clause has several rows. */
function pairsOf(rows: readonly SourceRow[]): SourceRow[][] {
  const pairs: SourceRow[][] = [];
  for (const row of rows) {
    const pair = pairs[pairs.length - 1];
    const last = pair?.[pair.length - 1];
    const isSameRow = last && ((last.base && last.base === row.base) || (last.revised && last.revised === row.revised));
    if (isSameRow) pair.push(row);
    else pairs.push([row]);
  }
  return pairs;
}

/** Returns a row as only one draft has it. Omits the other draft's text, and treats text of both as that draft's. */
export function sideOnly(source: SourceRow, side: "base" | "revised"): SourceRow {
  const whole = side === "base" ? "deleted" : "inserted";
  const kinds = side === "base" ? ["kept", "deleted", "moved-away"] : ["kept", "inserted", "moved-here"];
  const segments = source.row.segments
    .filter(({ kind }) => kinds.includes(kind))
    .map((segment): RedlineSegment => (segment.kind === "kept" ? { ...segment, kind: whole } : segment));
  const row = { ...source.row, segments, moved: false };
  const { edges } = source;
  return side === "base"
    ? {
        row: { ...row, revised: null },
        base: source.base,
        revised: null,
        edges: { ...edges, beginsRevised: false, endsRevised: false },
      }
    : {
        row: { ...row, base: null },
        base: null,
        revised: source.revised,
        edges: { ...edges, beginsBase: false, endsBase: false },
      };
}

/**
 * Returns how a row changes as a whole; "kept" if it shows both sides. A moved clause that was also split or merged has
 * no single other position. Therefore its paragraphs are deleted and inserted, and only its words are moved.
 */
export function rowKind(row: RedlineRow): TrackedKind {
  if (row.base !== null && row.revised !== null) return "kept";
  const moved = row.moved && row.relation === "1:1";
  if (row.base !== null) return moved ? "moved-away" : "deleted";
  return moved ? "moved-here" : "inserted";
}

/** Returns a key that is the same at both ends of a run's move. */
function segmentMoveKey({ base, revised }: RedlineSegment): string {
  return `words ${base?.join("-") ?? ""} ${revised?.join("-") ?? ""}`;
}

/** Returns a key that is the same at both ends of a clause's move. */
function clauseMoveKey({ base, revised, elsewhere: [counterpart = ""] }: RedlineRow): string {
  return `clause ${base ?? counterpart} ${revised ?? counterpart}`;
}

function movesOf({ row }: SourceRow): { kind: "moved-away" | "moved-here"; key: string }[] {
  const whole = rowKind(row);
  const segments = row.segments.flatMap((segment) =>
    isMove(segment.kind) && segment.kind !== whole ? [{ kind: segment.kind, key: segmentMoveKey(segment) }] : [],
  );
  return isMove(whole) ? [...segments, { kind: whole, key: clauseMoveKey(row) }] : segments;
}

function isMove(kind: TrackedKind): kind is "moved-away" | "moved-here" {
  return kind === "moved-away" || kind === "moved-here";
}
