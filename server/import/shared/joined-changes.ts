import type { PutCell, PutNote, ReadChange, RowChange } from "#core/receive/file-markup.ts";
import { labelsAtStart } from "#core/text/numbering.ts";

/** Who made a change and when, as the file says. */
export interface ChangeFacts {
  readonly author: string;
  readonly date: string | null;
  /** The name that joins the two places of a move; null for what is none. */
  readonly move: string | null;
  /** It is a whole row of a table. */
  readonly row?: RowChange;
}

/** What was put in. */
export interface PutWords {
  readonly text: string;
  readonly notes?: readonly PutNote[];
  readonly cells?: readonly PutCell[];
}

/** A change as it is met: its ends are markers in the text. */
export interface RecordedChange extends ChangeFacts {
  readonly kind: "insert" | "delete";
  readonly start: string;
  readonly end: string;
  /** For an insertion its words; a deletion's are in the text. */
  readonly put: PutWords;
  /** A paragraph's end and nothing else. */
  readonly isEnd: boolean;
  /** The deletion it was met in, as one in a footnote is where the footnote's sign goes; null where in none. */
  readonly within: number | null;
}

/** `among` is where among the words of which run it was put in. */
export type Placed = ReadChange &
  Pick<RecordedChange, "move" | "isEnd" | "within"> & { among?: { run: number; at: number } };

export function placedChange(change: RecordedChange, placeOf: (marker: string) => number, text: string): Placed {
  const { kind, author, date, move, isEnd, within, row, put } = change;
  const start = placeOf(change.start);
  const end = kind === "delete" && isEnd ? Math.min(start + 1, text.length) : placeOf(change.end);
  const words = kind === "delete" ? text.slice(start, end) : put.text;
  return {
    kind,
    author,
    date,
    start,
    end,
    text: words,
    to: null,
    move,
    within,
    isEnd: isEnd || words === "\n",
    ...(row && { row }),
    ...(put.cells && { cells: put.cells }),
    ...(put.notes && put.notes.length > 0 && { notes: put.notes }),
  };
}

/**
 * Changes as a person made them: runs that touch are one change of one author, the two places of a move are one, and a
 * paragraph's end that changed alone is a change of paragraphs. `indexOf` tells where each went; null for one without words, which is none.
 */
export function joined(placed: readonly Placed[]): { changes: ReadChange[]; indexOf: (number | null)[] } {
  const runs: Placed[] = [];
  const runOf: number[] = [];
  // A note is met where it is referred to, in the middle of its paragraph's changes, and stands after it.
  const inOrder = [...namedAlike(placed).entries()].sort(([, one], [, other]) => one.start - other.start);
  for (const [nth, [met, change]] of inOrder.entries()) {
    const last = runs.at(-1);
    const row = runs.findLastIndex((other) => other.row === "gone");
    if (row >= 0 && takesAlong(runs[row], change)) {
      runOf[met] = row;
      continue;
    }
    const around = change.within === null ? undefined : runOf[change.within];
    if (around !== undefined && isOfDeletion(runs[around], change)) {
      runOf[met] = around;
      continue;
    }
    const beside = last && touches(last, change) ? runs.length - 1 : movedBefore(runs, change);
    const begun = runs[beside];
    if (begun) {
      const notes = [
        ...(begun.notes ?? []),
        ...(change.notes ?? []).map((note) => ({ ...note, at: note.at + begun.text.length })),
      ];
      runs[beside] = {
        ...begun,
        end: Math.max(begun.end, change.end),
        text: begun.text + change.text,
        isEnd: begun.isEnd && change.isEnd,
        ...(notes.length > 0 && { notes }),
      };
      runOf[met] = beside;
      continue;
    }
    const host = last && isAmongMoved(last, change, inOrder, nth) ? runs.length - 1 : -1;
    runs.push(host < 0 ? change : { ...change, among: { run: host, at: runs[host]?.text.length ?? 0 } });
    runOf[met] = runs.length - 1;
  }
  const changes: ReadChange[] = [];
  const place = runs.map((run): number | null => {
    const { move, isEnd, within: _within, among, ...change } = run;
    const origin = among && placeBeforeMove(runs, among);
    if (origin !== undefined) Object.assign(change, { start: origin, end: origin });
    const source =
      move === null
        ? undefined
        : runs.find(
            (other) => other.kind === "delete" && other.move === move && isSame(other.text, wordsOf(runs, move)),
          );
    const isNothing = run.text === "" && run.notes === undefined && run.row !== "gone";
    if (isNothing || (source && run.kind === "insert")) return null;
    if (source) {
      const target = runs.find((other) => other.kind === "insert" && other.move === move);
      const notes = target?.notes && { notes: target.notes };
      const put = target && target.text.trim() !== run.text.trim() && { put: target.text };
      changes.push({ ...change, ...notes, ...put, kind: "move", to: target?.start ?? null });
    } else {
      const isReworded = move !== null && isOneMove(runs, move);
      changes.push({ ...change, ...(isEnd && { kind: "paragraph" }), ...(isReworded && { movedAs: move }) });
    }
    return changes.length - 1;
  });
  return { changes, indexOf: runOf.map(changeOf) };

  /** Where words went is the move that is listed where they were. */
  function changeOf(run: number): number | null {
    const move = runs[run]?.move ?? null;
    const from = move === null ? -1 : runs.findIndex((other) => other.kind === "delete" && other.move === move);
    return place[run] ?? place[from] ?? null;
  }
}

/**
 * The changes, where what moved as one has one name. LibreOffice names every run of a paragraph that moves, and not its end:
 * runs that touch are taken together, and where they say the same in two places they are one move; so they are where they
 * were changed on the way, and what left under a name of theirs came nowhere else.
 */
function namedAlike(placed: readonly Placed[]): Placed[] {
  const groups: MovedGroup[] = [];
  const inOrder = [...placed.entries()].sort(([, one], [, other]) => one.start - other.start);
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
    const same = targets.findIndex(({ author, text }) => author === source.author && isSame(source.text, text));
    const found = same < 0 ? targets.findIndex((target) => isOnlyPair(source, target, sources, targets)) : same;
    const [target] = found < 0 ? [] : targets.splice(found, 1);
    const members = [...source.members, ...(target?.members ?? [])];
    if (target) for (const member of members) names.set(member, `move of change ${String(source.members[0])}`);
  }
  return placed.map((change, at) => ({ ...change, move: names.get(at) ?? change.move }));
}

/** Runs that touch and moved. */
interface MovedGroup {
  kind: Placed["kind"];
  author: string;
  text: string;
  end: number;
  members: number[];
  names: Set<string>;
}

/** Whether two share a name, and have none that others have. */
function isOnlyPair(
  source: MovedGroup,
  target: MovedGroup,
  sources: readonly MovedGroup[],
  targets: readonly MovedGroup[],
): boolean {
  const shares = (one: MovedGroup, other: MovedGroup): boolean =>
    one !== other && [...one.names].some((name) => name !== "" && other.names.has(name));
  return (
    source.author === target.author &&
    shares(source, target) &&
    !sources.some((other) => other !== source && shares(other, target)) &&
    !targets.some((other) => other !== target && shares(source, other))
  );
}

/** Whether something was put in among words that came by a move, which goes on behind it at the same place; it is the `nth` of all. */
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
    const one = inOrder[at]?.[1];
    if (one?.kind === "insert" && one.move === last.move) return true;
  }
  return false;
}

/**
 * The run of the same move that goes on in a change, past what others put in or took out between the two; -1 where there is
 * none.
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

/** Where a place among words that moved was before they did; undefined where other words came than went. */
function placeBeforeMove(runs: readonly Placed[], { run, at }: { run: number; at: number }): number | undefined {
  const put = runs[run];
  const source = runs.find(({ kind, move }) => kind === "delete" && move !== null && move === put?.move);
  if (!put || !source || !isSame(source.text, put.text) || source.end - source.start !== source.text.length)
    return undefined;
  const words = source.text.trim();
  return source.start + Math.min(Math.max(0, at - put.text.lastIndexOf(words)), words.length);
}

/** Whether just one run left under a move's name and just one came. */
function isOneMove(runs: readonly Placed[], move: string): boolean {
  const kinds = runs.flatMap((run) => (run.move === move && run.text !== "" ? [run.kind] : []));
  return move !== "" && kinds.sort().join(" ") === "delete insert";
}

/** What was inserted under a move's name. */
function wordsOf(runs: readonly Placed[], move: string): string {
  return runs.find((run) => run.kind === "insert" && run.move === move)?.text ?? "";
}

/** A move is one only where the same words went; a paragraph takes its typed label along, which is no word of the text. */
function isSame(words: string, put: string): boolean {
  const unlabelled = labelsAtStart(put).map(({ length }) => put.slice(length));
  return [put, ...unlabelled].some((text) => text.trim() === words.trim());
}

/** What is taken out of a row that goes, by the same person, goes with it. */
function takesAlong(row: Placed | undefined, { kind, author, start, end }: Placed): boolean {
  return kind === "delete" && row?.author === author && row.start <= start && end <= row.end + 1;
}

/** Where words go with the sign of a footnote, what the same person took out of that goes with them. */
function isOfDeletion(around: Placed | undefined, { kind, author }: Placed): boolean {
  return kind === "delete" && around?.kind === "delete" && around.author === author && around.text !== "";
}

function touches(last: Placed, next: Placed): boolean {
  if (last.row || next.row) return false;
  return last.kind === next.kind && last.author === next.author && last.move === next.move && last.end === next.start;
}
