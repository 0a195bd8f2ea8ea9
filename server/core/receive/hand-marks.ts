import type { Node } from "prosemirror-model";
import { draftWithout, type Shortened } from "#core/receive/draft-without.ts";
import type { FileMarkup, ReadChange } from "#core/receive/file-markup.ts";
import type { Comparison, TextRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

/** Ranges of a text that look marked by hand, in order. No range crosses a clause's end. */
export interface MarkedLooks {
  /** Bold, underlined or in a colour of their own: inserted text. */
  added: TextRange[];
  /** Struck through: deleted text. */
  struck: TextRange[];
}

/**
 * Finds the ranges that may be marked by hand. Struck-through text counts as deleted, whatever its other formatting.
 */
export function looksOf(draft: Node, { clauses }: VersionText, coloured: readonly TextRange[]): MarkedLooks {
  const looks: MarkedLooks = { added: [], struck: [] };
  clauses.forEach((clause, index) => {
    let at = clause.start;
    for (const node of draft.child(index).children) {
      const end = at + node.textContent.length;
      const hasMark = (mark: string): boolean => node.marks.some(({ type }) => type.name === mark);
      if (end > at && hasMark("strike")) push(looks.struck, [at, end]);
      else if (end > at && (hasMark("strong") || hasMark("underline"))) push(looks.added, [at, end]);
      else {
        for (const [from, to] of coloured) {
          if (from < end && to > at) push(looks.added, [Math.max(from, at), Math.min(to, end)]);
        }
      }
      at = end;
    }
  });
  return looks;
}

function push(runs: TextRange[], [start, end]: TextRange): void {
  const last = runs.at(-1);
  if (last?.[1] === start) last[1] = end;
  else runs.push([start, end]);
}

/** Minimum share of a range that decides how the range is classified. */
const most = 0.5;

/** The changes that were marked by hand in a text, and the text without them. */
export interface Unmarked extends Shortened {
  /** Insertions and deletions on the text without them, in the form of tracked changes with no author. */
  changes: ReadChange[];
  /** The texts of the ranges that somebody inserted and then deleted. */
  undone: string[];
}

/**
 * Undoes changes that were marked by hand. Formatting alone proves nothing, because a version has bold text of its own.
 * Text that looks added counts as inserted if the version does not have it. It also does if the version has it once and
 * the file twice, once struck through and once new. Struck-through text counts as deleted if the version has it and
 * does not strike it through itself.
 *
 * `whole` compares the whole text with the version. `bare` compares the text without everything that looks inserted.
 */
export function unmakeHandMarks(
  { draft, text, looks }: { draft: Node; text: VersionText; looks: MarkedLooks },
  version: { draft: Node; text: VersionText },
  { whole, bare, bareText }: { whole: Comparison; bare: Comparison; bareText: Shortened },
): Unmarked {
  const keptBare = bare.kept.map(([, , start, end]): TextRange => [start, end]);
  const added = looks.added.filter(([start, end]) => {
    const own = kept(whole, start, end).reduce(
      (sum, range) => sum + (range[1] - range[0]) - overlap(range, keptBare),
      0,
    );
    return own < (end - start) * most;
  });
  const struckThere = looksOf(version.draft, version.text, []).struck;
  const struck: TextRange[] = [];
  const undone: TextRange[] = [];
  for (const [start, end] of looks.struck) {
    const keptRanges = kept(bare, bareText.offset(start), bareText.offset(end));
    const size = keptRanges.reduce((sum, range) => sum + range[1] - range[0], 0);
    const struckShare = keptRanges.reduce((sum, range) => sum + overlap(range, struckThere), 0);
    if (size < (end - start) * most) undone.push([start, end]);
    else if (struckShare < size * most) struck.push([start, end]);
  }
  const out = [...added, ...undone].sort((left, right) => left[0] - right[0]);
  const shortened = draftWithout(draft, text, out);
  return {
    ...shortened,
    changes: [
      ...added.map(([start, end]) => change("insert", [start, end], text, shortened)),
      ...struck.map(([start, end]) => change("delete", [start, end], text, shortened)),
    ].sort((left, right) => left.start - right.start || left.end - right.end),
    undone: undone.map(([start, end]) => text.text.slice(start, end)),
  };
}

/** Builds an insertion or deletion. A whole clause is inserted or deleted together with its line end. */
function change(kind: "insert" | "delete", [start, end]: TextRange, text: VersionText, now: Shortened): ReadChange {
  const isClause = text.clauses.some((clause) => clause.start === start && clause.end === end);
  const wording = text.text.slice(start, end);
  const position = now.offset(start);
  const last = isClause && end === text.text.length;
  const ended = isClause ? (last ? `\n${wording}` : `${wording}\n`) : wording;
  const to = kind === "insert" ? position : now.offset(isClause && !last ? end + 1 : end);
  return {
    kind,
    author: "",
    date: null,
    start: position,
    end: to,
    text: kind === "insert" ? ended : wording,
    to: null,
  };
}

/** Maps a range of the base text to the kept ranges of the revised text. */
function kept({ kept: ranges }: Comparison, start: number, end: number): TextRange[] {
  return ranges.flatMap(([from, to, revised]): TextRange[] => {
    const [first, last] = [Math.max(from, start), Math.min(to, end)];
    return first < last ? [[revised + first - from, revised + last - from]] : [];
  });
}

function overlap([start, end]: TextRange, ranges: readonly TextRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);
}

/** Maps markup to the text without the hand-marked insertions. */
export function markupBefore({ changes, comments }: FileMarkup, { offset }: Pick<Shortened, "offset">): FileMarkup {
  return {
    changes: changes.map((change) => ({
      ...change,
      start: offset(change.start),
      end: offset(change.end),
      to: change.to === null ? null : offset(change.to),
    })),
    comments: comments.map((comment) => ({ ...comment, start: offset(comment.start), end: offset(comment.end) })),
  };
}
