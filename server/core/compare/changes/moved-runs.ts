import type { MovedRun } from "#core/compare/changes/changes.ts";
import type { ComparedTexts, ComparedWords } from "#core/compare/compared-texts.ts";
import type { Change } from "#core/compare/comparison.ts";
import type { Weave } from "#core/compare/changes/weave.ts";
import { inOrder } from "#core/compare/words/map-words.ts";
import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import { isObjectHash } from "#core/text/object-kind.ts";
import { tokenKind } from "#core/text/tokens.ts";

/** Fewer moved words than this are shown as deleted and inserted, because a reader would not recognise the move. */
const fewestWords = 4;
/** Minimum words of a run in a sentence that moved and was edited. The runs of such a sentence count together. */
const fewestOfRun = 2;
/** Maximum distance between the runs of such a sentence, in tokens on either side. */
const widestEdit = 8;

/** Finds the runs of words that the map keeps but that are not aligned within their clauses. */
export function movedRuns(map: WordMap, woven: Weave, { base, revised }: ComparedWords): MovedRun[] {
  const elsewhere: { run: MovedRun; words: number }[] = [];
  const { toRevised } = map;
  const { beside } = woven;
  for (let a = 0; a < toRevised.length;) {
    const b = toRevised[a] ?? unmapped;
    if (b === beside[a]) {
      a += 1;
      continue;
    }
    let [length, words] = [0, 0];
    while (toRevised[a + length] === b + length && beside[a + length] !== b + length) {
      const [start, end] = [base.starts[a + length] ?? 0, base.ends[a + length] ?? 0];
      // A picture is recognised by itself, even without a description.
      if (isObjectHash(base.text, start, end)) words += fewestWords;
      else if (base.kinds[a + length] !== tokenKind.mark) words += 1;
      length += 1;
    }
    // A reader recognises even one word that changed places with its neighbours.
    if (woven.swapped.has(a) && words > 0) words = Math.max(words, fewestWords);
    if (words >= fewestOfRun) elsewhere.push({ run: { base: a, revised: b, length }, words });
    a += length;
  }
  // Group runs from the same side whichever text is the base, so that the result mirrors.
  const [side, other] = inOrder(base, revised) ? (["base", "revised"] as const) : (["revised", "base"] as const);
  if (side === "revised") elsewhere.sort((x, y) => x.run.revised - y.run.revised);
  const moved: MovedRun[] = [];
  for (let first = 0; first < elsewhere.length;) {
    let words = elsewhere[first]?.words ?? 0;
    let next = first + 1;
    while (goesOn(elsewhere[next - 1]?.run, elsewhere[next]?.run, side, other)) {
      words += elsewhere[next]?.words ?? 0;
      next += 1;
    }
    if (words >= fewestWords) for (const { run } of elsewhere.slice(first, next)) moved.push(run);
    first = next;
  }
  return moved;
}

/** Whether a run follows another on both sides with at most a small edit between them. */
function goesOn(
  before: MovedRun | undefined,
  run: MovedRun | undefined,
  side: "base" | "revised",
  other: "base" | "revised",
): boolean {
  if (!before || !run) return false;
  const hole = run[side] - before[side] - before.length;
  const holeOther = run[other] - before[other] - before.length;
  return hole <= widestEdit && holeOther >= 0 && holeOther <= widestEdit;
}

/** Joins the moves of clauses that moved together, such as a heading with its section, into one move. */
export function movedSections(changes: Change[], woven: Weave, { base, revised }: ComparedTexts): Change[] {
  const strands = woven.strands.filter(({ pair }) => pair.moved);
  // Keyed by all four offsets: a run that left a clause may begin where the clause does, and is a different move.
  const moves = new Map(changes.filter((change) => change.class === "move").map((move) => [placesOf(move), move]));
  const absorbed = new Set<Change>();
  const grown = new Map<Change, Change>();
  let last: { change: Change; base: number; revised: number } | undefined;
  for (const { pair } of strands.sort((x, y) => x.baseStart - y.baseStart)) {
    const [first, firstRevised] = [pair.base[0] ?? 0, pair.revised[0] ?? 0];
    const [end, endRevised] = [pair.base.at(-1) ?? 0, pair.revised.at(-1) ?? 0];
    const whole: Pick<Change, "base" | "revised"> = {
      base: [base.clauses[first]?.start ?? 0, base.clauses[end]?.end ?? 0],
      revised: [revised.clauses[firstRevised]?.start ?? 0, revised.clauses[endRevised]?.end ?? 0],
    };
    const change = moves.get(placesOf(whole));
    if (!change) continue;
    if (last?.base === first - 1 && last.revised === firstRevised - 1) {
      absorbed.add(change);
      const before = grown.get(last.change) ?? last.change;
      grown.set(last.change, {
        class: "move",
        base: [before.base[0], whole.base[1]],
        revised: [before.revised[0], whole.revised[1]],
      });
      last = { change: last.change, base: end, revised: endRevised };
    } else last = { change, base: end, revised: endRevised };
  }
  if (absorbed.size === 0) return changes;
  return changes.filter((change) => !absorbed.has(change)).map((change) => grown.get(change) ?? change);
}

function placesOf({ base, revised }: Pick<Change, "base" | "revised">): string {
  return [...base, ...revised].join(" ");
}
