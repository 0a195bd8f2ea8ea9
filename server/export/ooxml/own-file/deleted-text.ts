import type { ChangeNumbers } from "../package-changes.ts";
import { childOf, elementsOf, type SourceElement } from "../../package/xml-source.ts";
import { ancestorOf, type RunRange, type Stretch } from "./draft-places.ts";
import { type MarkedRuns, type RunPosition, runLength, wholeRun } from "./marked-runs.ts";
import { fieldsIn, isFieldMark, isNoteReference, runsAndObjectsIn, runsIn, runText } from "./paragraph-runs.ts";

/**
 * Tracks characters of one paragraph as deleted. Notes that are referred to between them are deleted with them, and so
 * is a field whose whole result is deleted.
 */
export function deleteText(stretches: readonly Stretch[], runs: MarkedRuns, numbers: ChangeNumbers): void {
  const [first] = stretches;
  const paragraph = first && ancestorOf(first.holder, "w:p");
  if (!first || !paragraph) return;
  const { part, source } = first;
  const inOrder = [...runsIn(paragraph)];
  const withObjects = [...runsAndObjectsIn(paragraph)];
  const ranges = new Map<SourceElement, RunRange[]>();
  for (const stretch of joinedStretches(stretches)) {
    for (const range of withSpaces(stretch, withObjects)) {
      if (overlaps(ranges.get(range.run), range)) continue;
      ranges.set(range.run, [...(ranges.get(range.run) ?? []), range]);
      runs.wrap({ part, source, holder: range.run }, { ...range, kind: "del", numbers });
    }
  }
  const isGone = (run: SourceElement): boolean => {
    const covered = (ranges.get(run) ?? []).reduce((sum, { from, to }) => sum + to - from, 0);
    return covered > 0 && covered >= runLength(run);
  };
  const touched = inOrder.flatMap((run, index) => (ranges.has(run) ? [index] : []));
  const between = inOrder.slice((touched[0] ?? 0) + 1, touched.at(-1)).filter((run) => !ranges.has(run));
  const whole = new Set(between.filter(isNoteReference));
  for (const { begin, end } of fieldsIn(inOrder)) {
    const field = inOrder.slice(begin, end + 1);
    const result = field.filter((run) => !isFieldMark(run) && runText(run) !== "");
    if (result.length === 0 || !result.every(isGone)) continue;
    for (const run of field) if (isFieldMark(run)) whole.add(run);
  }
  for (const holder of whole) runs.wrap({ part, source, holder }, { ...wholeRun, kind: "del", numbers });
}

/** Tracks whole runs, except those that only hold the sign of a comment. */
export function wrapRuns(
  list: readonly SourceElement[],
  place: Pick<RunPosition, "part" | "source">,
  runs: MarkedRuns,
  change: { kind: "del" | "moveFrom"; numbers: ChangeNumbers },
): void {
  for (const holder of list) {
    const content = elementsOf(holder).filter(({ name }) => name !== "w:rPr");
    if (content.length === 0 || childOf(holder, "w:commentReference")) continue;
    runs.wrap({ ...place, holder }, { ...wholeRun, ...change });
  }
}

function overlaps(ranges: readonly RunRange[] = [], { from, to }: RunRange): boolean {
  return ranges.some((range) => range.from < to && from < range.to);
}

/** Joins stretches of a run that touch. */
function joinedStretches(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (const stretch of stretches) {
    const last = joined.at(-1);
    const isNext =
      last?.run === stretch.run &&
      runText(stretch.run)
        .slice(last.at + last.length, stretch.at)
        .trim() === "";
    if (last && isNext) joined[joined.length - 1] = { ...last, length: stretch.at + stretch.length - last.at };
    else joined.push(stretch);
  }
  return joined;
}

/**
 * Returns the characters of a stretch. A version's text has one space or line break where the file may have several, also
 * in the runs around it. They are deleted together.
 */
function withSpaces({ run, at, length }: Stretch, inOrder: readonly SourceElement[]): RunRange[] {
  const text = runText(run);
  const index = inOrder.indexOf(run);
  let [from, to] = [at, at + length];
  const others: RunRange[] = [];
  if (isSpace(text[to - 1])) {
    to = endOfSpaces(text, to);
    if (to === text.length) others.push(...spacesIn(inOrder.slice(index + 1), true));
  }
  if (isSpace(text[from])) {
    from = startOfSpaces(text, from);
    if (from === 0) others.push(...spacesIn(inOrder.slice(0, index).reverse(), false));
  }
  return [{ run, from, to }, ...others];
}

/** Returns the spaces at the beginning or end of runs, up to the first that has something else. Objects have no text. */
function spacesIn(runs: readonly SourceElement[], atBeginning: boolean): RunRange[] {
  const ranges: RunRange[] = [];
  for (const run of runs) {
    const text = runText(run);
    const from = atBeginning ? 0 : startOfSpaces(text, text.length);
    const to = atBeginning ? endOfSpaces(text, 0) : text.length;
    if (from < to) ranges.push({ run, from, to });
    if (text === "" || to - from < text.length) break;
  }
  return ranges;
}

function endOfSpaces(text: string, from: number): number {
  let to = from;
  while (isSpace(text[to])) to += 1;
  return to;
}

function startOfSpaces(text: string, to: number): number {
  let from = to;
  while (isSpace(text[from - 1])) from -= 1;
  return from;
}

function isSpace(character: string | undefined): boolean {
  return /^[ \t\n\r]$/u.test(character ?? "");
}
