import type { Stretches } from "#core/compare/words/unique-runs.ts";
import type { Matches, Workspace } from "#core/compare/words/scratch-arrays.ts";

/** A stretch of base tokens and a stretch of revised tokens that correspond, between two positions already aligned. */
interface Gap extends Stretches {
  /** The worth of matching a token, by token number. */
  weights: Int32Array;
  /** Whether aligned words come immediately before or after. A match next to them opens no new run. */
  joinedBefore: boolean;
  joinedAfter: boolean;
}

/** If more than one pair of positions in this many is a match, a full table takes less time than a list of matches. */
const crowded = 8;

/**
 * Finds the best alignment of a gap and passes its pairs to `match`. Every run of matches that opens inside an edit
 * costs `opening`. Plain edit distance keeps each stray "the" of a rewritten sentence. Here a stray word costs more
 * than it is worth and survives only next to other matches.
 *
 * The two sides of a gap share few words, so only the pairs of positions with the same word are visited, row by row.
 * The best path to each pair continues the match diagonally before it, or opens a new run after the best match anywhere
 * before. Ties go to the match that is first in the base. If there are many matches (the same few words repeated), a
 * full table gives an equally good answer in less time.
 */
export function alignGap(gap: Gap, opening: number, workspace: Workspace, match: (a: number, b: number) => void): void {
  const { base, baseStart, revised, revisedStart, weights } = gap;
  const rows = gap.baseEnd - baseStart;
  const columns = gap.revisedEnd - revisedStart;
  // The columns that hold a word, last one first: `heads` by word, then `nexts` by column. Columns count from 1; 0
  // means no column.
  const heads = workspace.heads(weights.length);
  const { nexts, counts } = workspace.columns(columns + 1);
  for (let j = 1; j <= columns; j += 1) {
    const word = revised[revisedStart + j - 1] ?? 0;
    const before = heads[word] ?? 0;
    nexts[j] = before;
    counts[j] = before === 0 ? 1 : (counts[before] ?? 0) + 1;
    heads[word] = j;
  }
  let places = 0;
  for (let i = 0; i < rows; i += 1) {
    const head = heads[base[baseStart + i] ?? 0] ?? 0;
    if (head > 0) places += counts[head] ?? 0;
  }
  if (places * crowded > rows * columns) alignDense(gap, opening, workspace, match);
  else if (places > 0) alignMatches(gap, opening, places, workspace, match);
  for (let j = 1; j <= columns; j += 1) heads[revised[revisedStart + j - 1] ?? 0] = 0;
}

/**
 * Aligns by visiting every pair of positions with the same word. There are `places` such pairs, found through the heads
 * and nexts of the columns.
 */
function alignMatches(
  { base, baseStart, baseEnd, revisedStart, revisedEnd, weights, joinedBefore, joinedAfter }: Gap,
  opening: number,
  places: number,
  workspace: Workspace,
  match: (a: number, b: number) => void,
): void {
  const rows = baseEnd - baseStart;
  const columns = revisedEnd - revisedStart;
  const heads = workspace.heads(weights.length);
  const { nexts, latest, tree } = workspace.columns(columns + 1);
  const matches = workspace.matches(places + 1);
  const { rowOf, columnOf, score, before } = matches;
  latest.fill(0, 0, columns + 1);
  tree.fill(0, 0, columns + 1);
  let count = 0;
  for (let i = 1; i <= rows; i += 1) {
    const word = base[baseStart + i - 1] ?? 0;
    const weight = weights[word] ?? 0;
    for (let j = heads[word] ?? 0; j > 0; j = nexts[j] ?? 0) {
      const opened = bestUpTo(j - 1, tree, matches);
      const opens = (score[opened] ?? 0) - opening;
      const diagonal = latest[j - 1] ?? 0;
      let [from, sum] = [opened, opens];
      if (diagonal > 0 && rowOf[diagonal] === i - 1 && (score[diagonal] ?? 0) >= opens) {
        from = diagonal;
        sum = score[diagonal] ?? 0;
      } else if (i === 1 && j === 1 && joinedBefore) sum = 0;
      count += 1;
      rowOf[count] = i;
      columnOf[count] = j;
      score[count] = sum + weight;
      before[count] = from;
      latest[j] = count;
      for (let k = j; k <= columns; k += k & -k) tree[k] = better(tree[k] ?? 0, count, matches);
    }
  }
  const last = latest[columns] ?? 0;
  let at = bestUpTo(columns, tree, matches);
  if (last > 0 && rowOf[last] === rows && (score[last] ?? 0) + (joinedAfter ? opening : 0) >= (score[at] ?? 0)) {
    at = last;
  }
  for (; at > 0; at = before[at] ?? 0) {
    match(baseStart + (rowOf[at] ?? 0) - 1, revisedStart + (columnOf[at] ?? 0) - 1);
  }
}

/** Returns the match with the highest score in the first columns, or 0 if none scores above zero. */
function bestUpTo(column: number, tree: Int32Array, matches: Matches): number {
  let found = 0;
  for (let k = column; k > 0; k -= k & -k) found = better(found, tree[k] ?? 0, matches);
  return found;
}

function better(one: number, other: number, { score, rowOf, columnOf }: Matches): number {
  const difference = (score[one] ?? 0) - (score[other] ?? 0);
  if (difference !== 0) return difference > 0 ? one : other;
  const earlier = (rowOf[other] ?? 0) - (rowOf[one] ?? 0);
  return earlier > 0 || (earlier === 0 && (columnOf[one] ?? 0) > (columnOf[other] ?? 0)) ? one : other;
}

const never = -0x40000000;
const fromEdit = 1;
const editFromBase = 0;
const editFromRevised = 2;
const editFromMatch = 4;

/**
 * Implements `alignGap` with a table of all pairs of positions. Each cell has two states: the last step was a match, or
 * an edit. Time and memory grow with the product of the two lengths, so the caller must bound them.
 */
function alignDense(gap: Gap, opening: number, workspace: Workspace, match: (a: number, b: number) => void): void {
  const { base, baseStart, revised, revisedStart, weights } = gap;
  const rows = gap.baseEnd - baseStart;
  const columns = gap.revisedEnd - revisedStart;
  const width = columns + 1;
  const trace = workspace.trace((rows + 1) * width);
  let [matchAbove, matchHere, editAbove, editHere] = workspace.rows(width);
  matchAbove.fill(never, 0, width);
  editAbove.fill(0, 0, width);
  trace.fill(editFromRevised, 0, width);
  if (gap.joinedBefore) matchAbove[0] = 0;

  for (let i = 1; i <= rows; i += 1) {
    const word = base[baseStart + i - 1] ?? 0;
    const weight = word >= 0 ? (weights[word] ?? 0) : 0;
    const line = i * width;
    matchHere[0] = never;
    editHere[0] = 0;
    trace[line] = editFromBase;
    let left = 0;
    for (let j = 1; j <= columns; j += 1) {
      let best = editAbove[j] ?? 0;
      let step = editFromBase;
      if (left > best) {
        best = left;
        step = editFromRevised;
      }
      let matched = never;
      if (revised[revisedStart + j - 1] === word) {
        const opened = (editAbove[j - 1] ?? 0) - opening;
        matched = matchAbove[j - 1] ?? 0;
        if (opened > matched) {
          matched = opened;
          step |= fromEdit;
        }
        matched += weight;
        if (matched >= best) {
          best = matched;
          step = (step & fromEdit) | editFromMatch;
        }
      }
      matchHere[j] = matched;
      editHere[j] = best;
      trace[line + j] = step;
      left = best;
    }
    [matchAbove, matchHere] = [matchHere, matchAbove];
    [editAbove, editHere] = [editHere, editAbove];
  }

  const endsMatched = (matchAbove[columns] ?? 0) + (gap.joinedAfter ? opening : 0) >= (editAbove[columns] ?? 0);
  let i = rows;
  let j = columns;
  let matching = endsMatched;
  while (i > 0 && j > 0) {
    const step = trace[i * width + j] ?? 0;
    if (!matching && step & editFromMatch) matching = true;
    if (matching) {
      match(baseStart + i - 1, revisedStart + j - 1);
      matching = (step & fromEdit) === 0;
      i -= 1;
      j -= 1;
    } else if (step & editFromRevised) j -= 1;
    else i -= 1;
  }
}
