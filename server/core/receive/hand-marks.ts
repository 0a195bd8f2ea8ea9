import type { Node } from "prosemirror-model";
import { draftWithout, type Shortened } from "#core/receive/draft-without.ts";
import type { FileMarkup, ReadChange } from "#core/receive/file-markup.ts";
import type { Comparison, TextRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

/** Runs of a text that look as if somebody had marked them by hand, in order; none crosses a clause's end. */
export interface MarkedLooks {
  /** Bold, underlined or in a colour of their own: what is put in. */
  added: TextRange[];
  /** Struck through: what is taken out. */
  struck: TextRange[];
}

/** The runs that may have been marked by hand. A run that is struck through is taken out, whatever else it looks like. */
export function looksOf(draft: Node, { clauses }: VersionText, coloured: readonly TextRange[]): MarkedLooks {
  const looks: MarkedLooks = { added: [], struck: [] };
  clauses.forEach((clause, index) => {
    let at = clause.start;
    for (const node of draft.child(index).children) {
      const end = at + node.textContent.length;
      const has = (mark: string): boolean => node.marks.some(({ type }) => type.name === mark);
      if (end > at && has("strike")) push(looks.struck, [at, end]);
      else if (end > at && (has("strong") || has("underline"))) push(looks.added, [at, end]);
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

/** How much of a run decides what it is: most of it. */
const most = 0.5;

/** What of a text was marked by hand, and the text as it was before. */
export interface Unmarked extends Shortened {
  /** Insertions and deletions on the text before, as if they had been tracked by nobody in particular. */
  changes: ReadChange[];
  /** Runs that somebody put in and took out again: the words of each. */
  undone: string[];
}

/**
 * Unmakes what was marked by hand. A look alone proves nothing: a version has bold words of its own. Words in it are put in
 * where the version has them not, or has them there once where the text has them twice, struck through and anew; words that
 * are struck through are taken out where the version has them and does not strike them itself.
 *
 * `whole` compares the text with the version, `bare` the text without everything that looks put in.
 */
export function unmakeHandMarks(
  draft: Node,
  text: VersionText,
  looks: MarkedLooks,
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
    const there = kept(bare, bareText.offset(start), bareText.offset(end));
    const size = there.reduce((sum, range) => sum + range[1] - range[0], 0);
    const own = there.reduce((sum, range) => sum + overlap(range, struckThere), 0);
    if (size < (end - start) * most) undone.push([start, end]);
    else if (own < size * most) struck.push([start, end]);
  }
  const out = [...added, ...undone].sort((one, other) => one[0] - other[0]);
  const shortened = draftWithout(draft, text, out);
  return {
    ...shortened,
    changes: [
      ...added.map(([start, end]) => change("insert", [start, end], text, shortened)),
      ...struck.map(([start, end]) => change("delete", [start, end], text, shortened)),
    ].sort((one, other) => one.start - other.start || one.end - other.end),
    undone: undone.map(([start, end]) => text.text.slice(start, end)),
  };
}

/** A whole clause goes or comes with its end. */
function change(kind: "insert" | "delete", [start, end]: TextRange, text: VersionText, now: Shortened): ReadChange {
  const isClause = text.clauses.some((clause) => clause.start === start && clause.end === end);
  const words = text.text.slice(start, end);
  const place = now.offset(start);
  const last = isClause && end === text.text.length;
  const ended = isClause ? (last ? `\n${words}` : `${words}\n`) : words;
  const to = kind === "insert" ? place : now.offset(isClause && !last ? end + 1 : end);
  return { kind, author: "", date: null, start: place, end: to, text: kind === "insert" ? ended : words, to: null };
}

/** Where the words of a run of the base stand in the revised. */
function kept({ kept: ranges }: Comparison, start: number, end: number): TextRange[] {
  return ranges.flatMap(([from, to, revised]): TextRange[] => {
    const [first, last] = [Math.max(from, start), Math.min(to, end)];
    return first < last ? [[revised + first - from, revised + last - from]] : [];
  });
}

function overlap([start, end]: TextRange, ranges: readonly TextRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);
}

/** Markup on the text as it was before some of it was put in by hand. */
export function markupBefore({ changes, comments }: FileMarkup, { offset }: Pick<Shortened, "offset">): FileMarkup {
  return {
    changes: changes.map((one) => ({
      ...one,
      start: offset(one.start),
      end: offset(one.end),
      to: one.to === null ? null : offset(one.to),
    })),
    comments: comments.map((one) => ({ ...one, start: offset(one.start), end: offset(one.end) })),
  };
}
