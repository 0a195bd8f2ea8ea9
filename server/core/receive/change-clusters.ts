import type { ReadChange } from "#core/receive/file-markup.ts";
import { type Clause, clauseAt, type VersionText } from "#core/text/clause.ts";

/** Changes of one person that a reader takes for one proposal, by their places in the list they came in. */
interface ChangeCluster {
  author: string;
  changes: number[];
}

/**
 * Tracked changes put together as proposals. A word processor records one change for every place that was touched; people
 * think in sentences and clauses. Changes of the same author are one proposal
 *
 * - where they stand in one sentence of one clause: "[may→should], where their members agree, be improved in […] steps";
 * - where words were typed over others, however many sentences or clauses those were;
 * - where a whole clause goes and another comes in its place;
 * - where clauses that follow each other are moved to the same place, or taken out, or put in together;
 * - where words went from one place to another: moved and changed on the way, or joined to the clause before or after, or cut
 *   off as a clause of their own.
 *
 * Changes of two authors are never one: each speaks for themselves. `changes` are in the order of the text.
 */
export function clusterChanges(changes: readonly ReadChange[], text: VersionText): ChangeCluster[] {
  const inOrder = changes
    .map((change, index): Entry => ({
      change,
      index,
      whole: isWhole(change, text),
      sentence: sentenceOf(change.start, text),
      words: change.text.trim(),
    }))
    .sort((one, other) => byPlace(one, other));
  const clusters: { author: string; changes: Entry[] }[] = [];
  for (const entry of inOrder) {
    const joined = clusters.findLast(
      ({ author, changes: own }) => author === entry.change.author && own.some((other) => belong(other, entry, text)),
    );
    if (joined) joined.changes.push(entry);
    else clusters.push({ author: entry.change.author, changes: [entry] });
  }
  return clusters.map(({ author, changes: own }) => ({ author, changes: own.map(({ index }) => index) }));
}

/** A change with what decides what it belongs to. */
interface Entry {
  change: ReadChange;
  index: number;
  whole: boolean;
  sentence: string;
  /** Its words without blanks at their ends. */
  words: string;
}

function byPlace({ change: one, index }: Entry, { change: other, index: otherIndex }: Entry): number {
  return one.start - other.start || one.end - other.end || index - otherIndex;
}

function belong(before: Entry, after: Entry, text: VersionText): boolean {
  if (isTypedOver(before, after, text) || isTypedOver(after, before, text)) return true;
  if (isTakenAlong(before, after, text) || isTakenAlong(after, before, text)) return true;
  const { change: one, whole, sentence } = before;
  const { change: other, ...entry } = after;
  if (one.movedAs !== undefined && one.movedAs === other.movedAs) return true;
  if (whole && entry.whole) {
    if (one.kind === "move" || other.kind === "move") {
      return one.kind === other.kind && one.to === other.to && one.end === other.start;
    }
    return other.start - one.end <= 1 || one.start === other.start;
  }
  if (whole || entry.whole || one.kind === "move" || other.kind === "move") return false;
  return sentence === entry.sentence;
}

/** Whether words were put where others go, in a paragraph that stays: past the end of one that goes another begins. */
function isTypedOver({ change: gone, whole }: Entry, { change: put, ...entry }: Entry, { text }: VersionText): boolean {
  if (gone.kind !== "delete" || put.kind !== "insert" || entry.whole) return false;
  const last = whole && text[gone.end - 1] === "\n" ? gone.end - 1 : gone.end;
  return gone.start <= put.start && put.start <= last;
}

/**
 * Whether words go at one side of a clause's end and come at the other: a clause that goes whole and stands in its
 * neighbour, or the end of one that is a clause of its own behind it.
 */
function isTakenAlong(
  { change: gone, whole, words }: Entry,
  { change: put, ...entry }: Entry,
  text: VersionText,
): boolean {
  if (gone.kind !== "delete" || put.kind !== "insert" || gone.row || put.row || whole === entry.whole) return false;
  if (words === "" || !(entry.words.startsWith(words) || entry.words.endsWith(words))) return false;
  const { clauses } = text;
  const from = clauseAt(clauses, gone.start);
  const next = clauses.find(({ kind, start }) => kind !== "footnote" && start > gone.start);
  if (!whole) return gone.end === from?.end && put.start === (next?.start ?? from.end);
  const before = clauses.findLast(({ kind, end }) => kind !== "footnote" && end < gone.start);
  return put.start === before?.end || put.start === next?.start;
}

/** Whether a change puts in, takes out or moves clauses as wholes and leaves the others as they are. */
export function isWhole({ kind, start, end, text: words, row }: ReadChange, text: VersionText): boolean {
  if (row) return true;
  if (kind === "insert" || kind === "paragraph") {
    if (!words.includes("\n") || words.trim() === "") return false;
    if (comesLast({ kind, start, text: words }, text)) return true;
    const clause = clauseAt(text.clauses, start);
    return (
      (words.endsWith("\n") && (clause === undefined || start === clause.start)) ||
      (words.startsWith("\n") && (clause === undefined || start === clause.end))
    );
  }
  return wholeClauses(start, end, text).length > 0;
}

/** Whether paragraphs come after the last one: nothing follows that they could stand before. */
export function comesLast(
  { kind, start, text: words, row }: Pick<ReadChange, "kind" | "start" | "text" | "row">,
  { text, clauses }: VersionText,
): boolean {
  // The notes of the last paragraph stand behind it.
  const end = clauses.findLast((clause) => clause.kind !== "footnote")?.end ?? text.length;
  return row === undefined && kind === "insert" && (start === end || start === text.length) && words.endsWith("\n");
}

/** The clauses a range covers, where it covers them whole and touches no other; empty where not. */
export function wholeClauses(start: number, end: number, { clauses }: VersionText): Clause[] {
  const touched = clauses.filter((clause) => clause.start < end && clause.end > start);
  const [first, last] = [touched[0], touched.at(-1)];
  return first && last && first.start >= start && last.end <= end ? touched : [];
}

/** A name for the sentence an offset is in, the same for all of its offsets. */
function sentenceOf(offset: number, { text, clauses }: VersionText): string {
  const clause = clauseAt(clauses, offset);
  if (!clause) return `${String(offset)} between`;
  const own = text.slice(clause.start, clause.end);
  return `${clause.id} ${String(sentencesBefore(own, offset - clause.start))}`;
}

/**
 * Ends of sentences inside a clause: what stands after such a mark and a blank is another thought. A dot after a short word
 * with a capital ends that word and no sentence: "(Rev. Guadalajara, 2010)", "Art. 5".
 */
const sentenceEnd = /(?:[!?;؟。！？；]|(?<!(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}]{0,3})\.)(?=\s|$)/gu;

/** How many sentences end in a clause's text before an offset: the same for all places in one sentence. */
export function sentencesBefore(text: string, offset: number): number {
  return [...text.matchAll(sentenceEnd)].filter(({ index }) => index < offset).length;
}
