import type { InnerChange, InsertedCell, InsertedNote, ReadChange, RowChange } from "#core/receive/file-markup.ts";
import { labelsAtStart, withoutLabel } from "#core/text/labels/numbering.ts";

/** Author and date of a change, as stored in the file. */
export interface ChangeFacts {
  readonly author: string;
  readonly date: string | null;
  /** Name that connects the two ends of a move. Null for other changes. */
  readonly move: string | null;
  /** Set if the change affects a whole table row. */
  readonly row?: RowChange;
}

/** Inserted content. */
export interface InsertedText {
  readonly text: string;
  readonly notes?: readonly InsertedNote[];
  readonly cells?: readonly InsertedCell[];
  /** Changes by other people inside the text. */
  readonly inner?: readonly InnerChange[];
}

/** A recorded change. Markers in the text are its ends. */
export interface RecordedChange extends ChangeFacts {
  readonly kind: "insert" | "delete";
  readonly start: string;
  readonly end: string;
  /** Inserted content. A deletion's text is in the draft itself. */
  readonly put: InsertedText;
  /** Whether the change affects only a paragraph's end. */
  readonly isEnd: boolean;
  /**
   * Index of the enclosing deletion, for example of a footnote's sign when the change is in that footnote. Otherwise
   * null.
   */
  readonly within: number | null;
}

/**
 * A change with its position. `among` is the moved run into which it was inserted, and the offset in that run's text.
 */
export type Placed = ReadChange &
  Pick<RecordedChange, "move" | "isEnd" | "within"> & { among?: { run: number; at: number } };

/**
 * Places a recorded change in the text of its clause. `placeOf` returns the offset of a marker there, in UTF-16 code
 * units.
 */
export function placedChange(change: RecordedChange, placeOf: (marker: string) => number, text: string): Placed {
  const { kind, author, date, move, isEnd, within, row, put } = change;
  const start = placeOf(change.start);
  const end = kind === "delete" && isEnd ? Math.min(start + 1, text.length) : placeOf(change.end);
  const wording = kind === "delete" ? text.slice(start, end) : put.text;
  return {
    kind,
    author,
    date,
    start,
    end,
    text: wording,
    to: null,
    move,
    within,
    isEnd: isEnd || wording === "\n",
    ...(row && { row }),
    ...(put.cells && { cells: put.cells }),
    ...(put.notes && put.notes.length > 0 && { notes: put.notes }),
    ...(put.inner && put.inner.length > 0 && { inner: put.inner }),
  };
}

/**
 * Combines changes into the edits that a person made. Adjacent runs by one author become one change, and the two ends
 * of a move become one. Text that another person inserted inside an insertion becomes an inner change of it. A paragraph end that changed alone becomes a paragraph change.
 *
 * `indexOf` maps each recorded change to its result. Null means a change without text, which is dropped.
 */
export function joined(placed: readonly Placed[]): { changes: ReadChange[]; indexOf: (number | null)[] } {
  const { runs, runOf } = joinedRuns(placed);
  const changes: ReadChange[] = [];
  const indexes = runs.map((run): number | null => {
    const change = changeOf(run, runs);
    return change && changes.push(change) - 1;
  });
  return { changes, indexOf: runOf.map(indexOf) };

  /** The destination of a move maps to the move, which is listed at its origin. */
  function indexOf(run: number): number | null {
    const move = runs[run]?.move ?? null;
    const from =
      move === null ? -1 : runs.findIndex((candidate) => candidate.kind === "delete" && candidate.move === move);
    return indexes[run] ?? indexes[from] ?? null;
  }
}

/** In place of the index of a run, for a change that is in none. */
const noRun = -1;

/** Returns whether an insertion has no text of its own, such as that of a comment, even if it was deleted again. */
function isBlank(change: Placed): boolean {
  const { text, notes, cells, inner = [] } = change;
  return isPlainInsertion(change) && text === "" && !notes && !cells && inner.every((one) => one.text === "");
}

/** Joins changes that are one, and returns the index of the run of each recorded change, or `noRun`. */
function joinedRuns(placed: readonly Placed[]): { runs: Placed[]; runOf: number[] } {
  const runs: Placed[] = [];
  const runOf: number[] = [];
  // A note's changes are recorded at its reference, in the middle of its paragraph's changes, but its text follows that
  // paragraph. Sorting restores the order of the text.
  const inOrder = [...namedAlike(placed).entries()].sort(([, left], [, right]) => left.start - right.start);
  for (const [nth, [met, change]] of inOrder.entries()) {
    const last = runs.at(-1);
    const row = runs.findLastIndex((run) => run.row === "gone");
    if (row >= 0 && includes(runs[row], change)) {
      runOf[met] = row;
      continue;
    }
    const around = change.within === null ? undefined : runOf[change.within];
    if (around !== undefined && isOfDeletion(runs[around], change)) {
      runOf[met] = around;
      continue;
    }
    if (last && isInside(last, change, inOrder, nth)) {
      runs[runs.length - 1] = withInner(last, change);
      runOf[met] = runs.length - 1;
      continue;
    }
    const beside = last && touches(last, change) ? runs.length - 1 : movedBefore(runs, change);
    const begun = runs[beside];
    if (begun) {
      runs[beside] = continued(begun, change);
      runOf[met] = beside;
      continue;
    }
    const next = inOrder[nth + 1]?.[1];
    if (isBlank(change) && !(next && touches(change, next))) {
      runOf[met] = noRun;
      continue;
    }
    const host = last && isAmongMoved(last, change, inOrder, nth) ? runs.length - 1 : -1;
    runs.push(host < 0 ? change : { ...change, among: { run: host, at: runs[host]?.text.length ?? 0 } });
    runOf[met] = runs.length - 1;
  }
  return { runs, runOf };
}

/** Returns a run with the change after it. */
function continued(run: Placed, change: Placed): Placed {
  const notes = [
    ...(run.notes ?? []),
    ...(change.notes ?? []).map((note) => ({ ...note, at: note.at + run.text.length })),
  ];
  const inner = [...(run.inner ?? []), ...shifted(change.inner, run.text.length)];
  return {
    ...run,
    end: Math.max(run.end, change.end),
    text: run.text + change.text,
    isEnd: run.isEnd && change.isEnd,
    ...(notes.length > 0 && { notes }),
    ...(inner.length > 0 && { inner }),
  };
}

/** Returns changes inside a text as changes inside a longer one, which has `by` UTF-16 code units before it. */
export function shifted(inner: readonly InnerChange[] = [], by: number): InnerChange[] {
  return inner.map((change) => ({ ...change, start: change.start + by, end: change.end + by }));
}

/** Returns a run with an insertion by another person at its end. */
function withInner(run: Placed, { author, date, text }: Placed): Placed {
  const at = run.text.length;
  return { ...run, inner: [...(run.inner ?? []), { kind: "insert", author, date, start: at, end: at, text }] };
}

/**
 * Returns whether text was inserted inside another person's insertion. Word processors then split that insertion in
 * two, with the same author and date. Text that replaces the insertion's last words follows its deletion.
 */
function isInside(last: Placed, change: Placed, inOrder: readonly (readonly [number, Placed])[], nth: number): boolean {
  if (!isPlainInsertion(last) || !isPlainInsertion(change)) return false;
  if (last.author === change.author || last.start !== change.start) return false;
  // After the end of a line, the text is in another paragraph.
  const endsLine = change.text.endsWith("\n") && change.text.trim() !== "";
  if (endsLine || last.text.endsWith("\n")) return false;
  const before = last.inner?.at(-1);
  if (before?.author === change.author && before.end === last.text.length) return true;
  for (let at = nth + 1; inOrder[at]?.[1].start === last.start; at += 1) {
    const later = inOrder[at]?.[1];
    if (!later || !isPlainInsertion(later)) return false;
    if (later.author === last.author) return later.date === last.date;
  }
  return false;
}

function isPlainInsertion({ kind, move, row }: Placed): boolean {
  return kind === "insert" && move === null && row === undefined;
}

/** Returns the change that a run makes; null for a run without text and for the destination of a move. */
function changeOf(run: Placed, runs: readonly Placed[]): ReadChange | null {
  const { move, isEnd, within: _within, among, ...change } = run;
  const origin = among && placeBeforeMove(runs, among);
  if (origin !== undefined) Object.assign(change, { start: origin, end: origin });
  const source =
    move === null
      ? undefined
      : runs.find(
          (candidate) =>
            candidate.kind === "delete" && candidate.move === move && isSame(candidate.text, insertedText(runs, move)),
        );
  const isNothing = run.text === "" && run.notes === undefined && run.inner === undefined && run.row !== "gone";
  if (isNothing || (source && run.kind === "insert")) return null;
  if (source) {
    const target = runs.find((candidate) => candidate.kind === "insert" && candidate.move === move);
    const notes = target?.notes && { notes: target.notes };
    const put = target && target.text.trim() !== run.text.trim() && { put: target.text };
    return { ...change, ...notes, ...put, kind: "move", to: target?.start ?? null };
  }
  const isReworded = move !== null && isOneMove(runs, move);
  return { ...change, ...(isEnd && { kind: "paragraph" }), ...(isReworded && { movedAs: move }) };
}

/**
 * Returns the changes with one common name per move. LibreOffice names each run of a moved paragraph separately and
 * does not name its end. Adjacent runs are therefore grouped, and 2 groups with the same text are one move.
 *
 * Text edited during the move counts too, if the 2 groups share a name that no other group has.
 */
function namedAlike(placed: readonly Placed[]): Placed[] {
  const groups: MovedGroup[] = [];
  const inOrder = [...placed.entries()].sort(([, left], [, right]) => left.start - right.start);
  for (const [at, { kind, author, text, start, end, move }] of inOrder) {
    if (move === null) continue;
    const open = groups.findLast((group) => group.kind === kind && group.author === author && group.end === start);
    if (open) {
      open.text += text;
      open.end = end;
      open.members.push(at);
      open.names.add(move);
    } else groups.push({ kind, author, text, end, members: [at], names: new Set([move]) });
  }
  const names = new Map<number, string>();
  const targets = groups.filter(({ kind }) => kind === "insert");
  const sources = groups.filter(({ kind }) => kind === "delete");
  for (const source of sources) {
    const sameTextIndex = targets.findIndex(
      ({ author, text }) => author === source.author && isSame(source.text, text),
    );
    const targetIndex =
      sameTextIndex < 0 ? targets.findIndex((target) => isOnlyPair(source, target, sources, targets)) : sameTextIndex;
    const [target] = targetIndex < 0 ? [] : targets.splice(targetIndex, 1);
    const members = [...source.members, ...(target?.members ?? [])];
    if (target) for (const member of members) names.set(member, `move of change ${String(source.members[0])}`);
  }
  return placed.map((change, at) => ({ ...change, move: names.get(at) ?? change.move }));
}

/** Adjacent runs that moved. */
interface MovedGroup {
  kind: Placed["kind"];
  author: string;
  text: string;
  end: number;
  members: number[];
  names: Set<string>;
}

/** Returns whether 2 groups share a name and neither shares one with any other group. */
function isOnlyPair(
  source: MovedGroup,
  target: MovedGroup,
  sources: readonly MovedGroup[],
  targets: readonly MovedGroup[],
): boolean {
  const shares = (left: MovedGroup, right: MovedGroup): boolean =>
    left !== right && [...left.names].some((name) => name !== "" && right.names.has(name));
  return (
    source.author === target.author &&
    shares(source, target) &&
    !sources.some((otherSource) => otherSource !== source && shares(otherSource, target)) &&
    !targets.some((otherTarget) => otherTarget !== target && shares(source, otherTarget))
  );
}

/**
 * Returns whether text was inserted into moved text, which then continues after it at the same position. `nth` is the
 * index of the change in `inOrder`.
 */
function isAmongMoved(
  last: Placed,
  change: Placed,
  inOrder: readonly (readonly [number, Placed])[],
  nth: number,
): boolean {
  const { kind, move, start } = change;
  if (kind !== "insert" || move !== null || last.kind !== "insert" || last.move === null) return false;
  if (last.start !== start) return false;
  for (let at = nth + 1; inOrder[at]?.[1].start === start; at += 1) {
    const later = inOrder[at]?.[1];
    if (later?.kind === "insert" && later.move === last.move) return true;
  }
  return false;
}

/**
 * Finds an earlier run of the same move that this change continues, across the insertions and deletions in between.
 * Returns its index, or -1.
 */
function movedBefore(runs: readonly Placed[], { kind, move, author, start }: Placed): number {
  if (move === null || move === "") return -1;
  const at = runs.findLastIndex((run) => run.kind === kind && run.move === move && run.author === author);
  let reached = runs[at]?.end ?? -1;
  for (const run of at < 0 ? [] : runs.slice(at + 1)) {
    if (run.kind === "delete" && run.start === reached) reached = run.end;
  }
  return reached === start ? at : -1;
}

/** Returns the original offset of a position inside moved text. Undefined if the text was edited during the move. */
function placeBeforeMove(runs: readonly Placed[], { run, at }: { run: number; at: number }): number | undefined {
  const destination = runs[run];
  const source = runs.find(({ kind, move }) => kind === "delete" && move !== null && move === destination?.move);
  if (
    !destination ||
    !source ||
    !isSame(source.text, destination.text) ||
    source.end - source.start !== source.text.length
  )
    return undefined;
  const text = source.text.trim();
  return source.start + Math.min(Math.max(0, at - destination.text.lastIndexOf(text)), text.length);
}

/** Returns whether a move's name has exactly one run at its origin and one at its destination. */
function isOneMove(runs: readonly Placed[], move: string): boolean {
  const kinds = runs.flatMap((run) => (run.move === move && run.text !== "" ? [run.kind] : []));
  return move !== "" && kinds.sort().join(" ") === "delete insert";
}

/** Returns the text inserted under a move's name. */
function insertedText(runs: readonly Placed[], move: string): string {
  return runs.find((run) => run.kind === "insert" && run.move === move)?.text ?? "";
}

/**
 * Returns whether the text at both ends of a move is the same. A moved paragraph may take its typed label along, which
 * is not part of the text.
 */
function isSame(origin: string, destination: string): boolean {
  const unlabelled = labelsAtStart(destination).map((typed) => withoutLabel(destination, typed));
  return [destination, ...unlabelled].some((text) => text.trim() === origin.trim());
}

/** Returns whether a deletion belongs to the deletion of its table row by the same author. */
function includes(row: Placed | undefined, { kind, author, start, end }: Placed): boolean {
  return kind === "delete" && row?.author === author && row.start <= start && end <= row.end + 1;
}

/**
 * Returns whether a deletion inside a footnote belongs to the deletion, by the same author, of the text around the
 * footnote's sign.
 */
function isOfDeletion(around: Placed | undefined, { kind, author }: Placed): boolean {
  return kind === "delete" && around?.kind === "delete" && around.author === author && around.text !== "";
}

function touches(last: Placed, next: Placed): boolean {
  if (last.row || next.row) return false;
  return last.kind === next.kind && last.author === next.author && last.move === next.move && last.end === next.start;
}
