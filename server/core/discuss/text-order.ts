import * as z from "zod";
import type { Target } from "#core/discuss/target.ts";
import { clauseById, clauseIndex, type VersionText } from "#core/text/clause.ts";

/**
 * The position of an annotation in the text order of a version: by its first clause, the offset there, and its age.
 * Annotations on the whole document follow those beside the text, and unplaced ones come last.
 */
export interface TextPosition {
  /** Index of its first clause in the version. The whole document and unplaced annotations have the next two numbers. */
  clause: number;
  /** Offset of its first character in that clause. */
  offset: number;
  /** When it was created, in milliseconds since 1970. */
  time: number;
  id: string;
}

/** Names a position in the text order, in a query. */
export const TextCursor = z
  .string()
  .max(200)
  .regex(/^\d{1,9}-\d{1,9}-\d{1,16}-./u);
export type TextCursor = z.infer<typeof TextCursor>;

/** Returns the position of an annotation with these targets on a version. */
export function textPosition(
  text: VersionText,
  { id, createdAt }: { id: string; createdAt: string },
  targets: readonly Target[],
): TextPosition {
  const rest = { time: Math.max(0, Date.parse(createdAt)), id };
  for (const target of targets) {
    const [first] = targetRuns(text, target);
    if (first) return { clause: clauseIndex(text, first.clause) ?? 0, offset: first.start, ...rest };
  }
  const { length } = text.clauses;
  return { clause: targets.some(({ kind }) => kind === "document") ? length : length + 1, offset: 0, ...rest };
}

/** Compares two positions on one version. */
export function byTextPosition(left: TextPosition, right: TextPosition): number {
  return (
    left.clause - right.clause ||
    left.offset - right.offset ||
    left.time - right.time ||
    (left.id < right.id ? -1 : left.id > right.id ? 1 : 0)
  );
}

/** Writes a position as a cursor. */
export function cursorOf({ clause, offset, time, id }: TextPosition): TextCursor {
  return `${String(clause)}-${String(offset)}-${String(time)}-${id}`;
}

/** Reads a cursor. */
export function positionOfCursor(cursor: TextCursor): TextPosition {
  const [clause, offset, time, ...id] = cursor.split("-");
  return { clause: Number(clause), offset: Number(offset), time: Number(time), id: id.join("-") };
}

/** Returns the index of the first item after a position, among items in text order. */
export function indexAfterPosition(items: readonly TextPosition[], position: TextPosition): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item && byTextPosition(item, position) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A range of one clause's text. `whole` means the clause itself, including its label. */
export interface ClauseRun {
  clause: string;
  start: number;
  end: number;
  whole: boolean;
}

/**
 * Returns the ranges a target covers, one per clause, in document order. A section is marked at its first clause. The
 * whole document has no ranges, nor has a target that the version does not contain.
 */
export function targetRuns(version: VersionText, target: Target): ClauseRun[] {
  if (target.kind === "document") return [];
  if (target.kind !== "range") {
    const clause = clauseById(version, target.clause);
    return clause ? [{ clause: clause.id, start: 0, end: clause.end - clause.start, whole: true }] : [];
  }
  const first = clauseIndex(version, target.start.clause);
  const last = clauseIndex(version, target.end.clause);
  if (first === undefined || last === undefined) return [];
  return version.clauses.slice(first, last + 1).map((clause) => ({
    clause: clause.id,
    start: clause.id === target.start.clause ? target.start.offset : 0,
    end: clause.id === target.end.clause ? target.end.offset : clause.end - clause.start,
    whole: false,
  }));
}
