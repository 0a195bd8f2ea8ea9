import type { Gap } from "#core/compare/gap.ts";
import type { Workspace } from "#core/compare/workspace.ts";

const never = -0x40000000;
const fromEdit = 1;
const editFromBase = 0;
const editFromRevised = 2;
const editFromMatch = 4;

/**
 * `alignGap` by a table of all places: two states for each, the last thing was a match, or an edit. Time and space are the
 * product of the lengths; the caller bounds them.
 */
export function alignDense(
  gap: Gap,
  opening: number,
  workspace: Workspace,
  match: (a: number, b: number) => void,
): void {
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
