import type { ChangeNumbers } from "../original/tracked.ts";
import { childOf, elementsOf, type SourceElement } from "../original/xml-source.ts";
import type { RunRange } from "./clause-blocks.ts";
import { ancestorOf, type Stretch } from "./draft-places.ts";
import { type MarkedRuns, type RunPosition, runLength, wholeRun } from "./marked-runs.ts";
import { fieldsIn, isFieldMark, isNoteReference, runsIn, runText } from "./paragraph-runs.ts";

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
  const ranges = new Map<SourceElement, RunRange[]>();
  for (const stretch of joinedStretches(stretches)) {
    for (const range of withSpaces(stretch, inOrder)) {
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
 * Returns the characters of a stretch. A version's text has one space where the file may have several, also in the next
 * runs. They are deleted together.
 */
function withSpaces({ run, at, length }: Stretch, inOrder: readonly SourceElement[]): RunRange[] {
  const text = runText(run);
  if (!isSpace(text[at + length - 1])) return [{ run, from: at, to: at + length }];
  const end = endOfSpaces(text, at + length);
  const ranges = [{ run, from: at, to: end }];
  if (end < text.length) return ranges;
  for (const next of inOrder.slice(inOrder.indexOf(run) + 1)) {
    const own = runText(next);
    const to = endOfSpaces(own, 0);
    if (to > 0) ranges.push({ run: next, from: 0, to });
    if (own === "" || to < own.length) break;
  }
  return ranges;
}

function endOfSpaces(text: string, from: number): number {
  let to = from;
  while (isSpace(text[to])) to += 1;
  return to;
}

function isSpace(character: string | undefined): boolean {
  return /^[ \t\n\r]$/u.test(character ?? "");
}
