import type { ReadChange } from "#core/receive/file-markup.ts";
import { type Clause, clauseAt, type VersionText } from "#core/text/clause.ts";

/** Changes by one author that form one proposal, as indexes into the list of changes. */
interface ChangeCluster {
  author: string;
  changes: number[];
}

/**
 * Groups tracked changes into proposals. A word processor records one change for every edited position, but people
 * think in sentences and clauses. Changes by the same author form one proposal if
 *
 * - they are in the same sentence of the same clause: "[may→should], where their members agree, be improved in […]
 *   steps"
 * - text was typed over other text, however many sentences or clauses that was
 * - a whole clause is deleted and another replaces it
 * - consecutive clauses are moved to the same position, deleted together or inserted together
 * - text moved to another position, possibly with edits, or joined to a neighbouring clause, or split off as a clause
 *   of its own
 *
 * Changes by two authors are never grouped. `changes` are in text order.
 */
export function clusterChanges(changes: readonly ReadChange[], text: VersionText): ChangeCluster[] {
  const inOrder = changes
    .map((change, index): Entry => ({
      change,
      index,
      whole: isWhole(change, text),
      sentence: sentenceOf(change.start, text),
      trimmed: change.text.trim(),
    }))
    .sort((left, right) => byPlace(left, right));
  const clusters: { author: string; changes: Entry[] }[] = [];
  for (const entry of inOrder) {
    const joined = clusters.findLast(
      ({ author, changes: entries }) =>
        author === entry.change.author && entries.some((earlier) => belong(earlier, entry, text)),
    );
    if (joined) joined.changes.push(entry);
    else clusters.push({ author: entry.change.author, changes: [entry] });
  }
  return clusters.map(({ author, changes: entries }) => ({ author, changes: entries.map(({ index }) => index) }));
}

/** A change with the properties that decide its group. */
interface Entry {
  change: ReadChange;
  index: number;
  whole: boolean;
  sentence: string;
  /** Its text, trimmed. */
  trimmed: string;
}

function byPlace({ change: left, index }: Entry, { change: right, index: otherIndex }: Entry): number {
  return left.start - right.start || left.end - right.end || index - otherIndex;
}

function belong(before: Entry, after: Entry, text: VersionText): boolean {
  if (isTypedOver(before, after, text) || isTypedOver(after, before, text)) return true;
  if (isRetypedWith(before, after, text) || isRetypedWith(after, before, text)) return true;
  const { change: earlier, whole, sentence } = before;
  const { change: later, ...entry } = after;
  if (earlier.movedAs !== undefined && earlier.movedAs === later.movedAs) return true;
  if (whole && entry.whole) {
    if (earlier.kind === "move" || later.kind === "move") {
      return earlier.kind === later.kind && earlier.to === later.to && earlier.end === later.start;
    }
    return later.start - earlier.end <= 1 || earlier.start === later.start;
  }
  if (whole || entry.whole || earlier.kind === "move" || later.kind === "move") return false;
  return sentence === entry.sentence;
}

/**
 * Whether text was typed over deleted text in a paragraph that remains. An insertion past the end of a deleted
 * paragraph belongs to the next paragraph.
 */
function isTypedOver(
  { change: deletion, whole }: Entry,
  { change: insertion, ...entry }: Entry,
  { text }: VersionText,
): boolean {
  if (deletion.kind !== "delete" || insertion.kind !== "insert" || entry.whole) return false;
  const last = whole && text[deletion.end - 1] === "\n" ? deletion.end - 1 : deletion.end;
  return deletion.start <= insertion.start && insertion.start <= last;
}

/**
 * Whether deleted text reappears on the other side of a clause boundary. Either a whole clause is deleted and a
 * neighbour gets its text, or the end of a clause becomes a clause of its own.
 */
function isRetypedWith(
  { change: deletion, whole, trimmed: trimmed }: Entry,
  { change: insertion, ...entry }: Entry,
  text: VersionText,
): boolean {
  if (
    deletion.kind !== "delete" ||
    insertion.kind !== "insert" ||
    deletion.row ||
    insertion.row ||
    whole === entry.whole
  )
    return false;
  if (trimmed === "" || !(entry.trimmed.startsWith(trimmed) || entry.trimmed.endsWith(trimmed))) return false;
  const { clauses } = text;
  const from = clauseAt(clauses, deletion.start);
  const next = clauses.find(({ kind, start }) => kind !== "footnote" && start > deletion.start);
  if (!whole) return deletion.end === from?.end && insertion.start === (next?.start ?? from.end);
  const before = clauses.findLast(({ kind, end }) => kind !== "footnote" && end < deletion.start);
  return insertion.start === before?.end || insertion.start === next?.start;
}

/** Whether a change inserts, deletes or moves whole clauses and leaves all other clauses unchanged. */
export function isWhole({ kind, start, end, text: wording, row }: ReadChange, text: VersionText): boolean {
  if (row) return true;
  if (kind === "insert" || kind === "paragraph") {
    if (!wording.includes("\n") || wording.trim() === "") return false;
    if (isAtEnd({ kind, start, text: wording }, text)) return true;
    const clause = clauseAt(text.clauses, start);
    return (
      (wording.endsWith("\n") && (clause === undefined || start === clause.start)) ||
      (wording.startsWith("\n") && (clause === undefined || start === clause.end))
    );
  }
  return wholeClauses(start, end, text).length > 0;
}

/**
 * Whether a change inserts paragraphs after the last one. No paragraph follows them, so they cannot be inserted before
 * one.
 */
export function isAtEnd(
  { kind, start, text: wording, row }: Pick<ReadChange, "kind" | "start" | "text" | "row">,
  { text, clauses }: VersionText,
): boolean {
  // The last paragraph's footnotes follow it.
  const end = clauses.findLast((clause) => clause.kind !== "footnote")?.end ?? text.length;
  return row === undefined && kind === "insert" && (start === end || start === text.length) && wording.endsWith("\n");
}

/** Returns the clauses that a range covers completely; empty if the range touches any clause only in part. */
export function wholeClauses(start: number, end: number, { clauses }: VersionText): Clause[] {
  const touched = clauses.filter((clause) => clause.start < end && clause.end > start);
  const [first, last] = [touched[0], touched.at(-1)];
  return first && last && first.start >= start && last.end <= end ? touched : [];
}

/** Returns a key for the sentence at an offset, the same for every offset in that sentence. */
function sentenceOf(offset: number, { text, clauses }: VersionText): string {
  const clause = clauseAt(clauses, offset);
  if (!clause) return `${String(offset)} between`;
  const clauseText = text.slice(clause.start, clause.end);
  return `${clause.id} ${String(sentencesBefore(clauseText, offset - clause.start))}`;
}

/**
 * A sentence end inside a clause: such a mark followed by whitespace. A full stop after a short capitalised word ends
 * an abbreviation and not a sentence: "(Rev. Guadalajara, 2010)", "Art. 5".
 */
const sentenceEnd = /(?:[!?;؟。！？；]|(?<!(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}]{0,3})\.)(?=\s|$)/gu;

/**
 * Counts the sentence ends in a clause's text before an offset. The result is the same for all offsets in one sentence.
 */
export function sentencesBefore(text: string, offset: number): number {
  return [...text.matchAll(sentenceEnd)].filter(({ index }) => index < offset).length;
}
