import type { Fragment, Mark } from "prosemirror-model";
import { hasObjectText } from "#core/text/object.ts";

/** The marks of a run of text, named as in the draft schema. */
export interface RunMarks {
  href?: string;
  emphasis?: true;
  strong?: true;
  underline?: true;
  strike?: true;
  superscript?: true;
  subscript?: true;
  /** Text of a picture, an equation or an embedded object. */
  object?: true;
}

/** A run of a clause's content, with UTF-16 offsets into the clause's text. A footnote reference has no length. */
export type InlineRun =
  | { kind: "text"; start: number; end: number; text: string; marks: RunMarks }
  | { kind: "break"; start: number; end: number }
  | { kind: "note"; start: number; end: number; clause: string; label: string };

/** Splits a clause's content into runs of equal marks, in reading order. */
export function inlineRunsOf(content: Fragment): InlineRun[] {
  let offset = 0;
  return content.content.map((node): InlineRun => {
    const start = offset;
    offset += node.textContent.length;
    if (node.isText) return { kind: "text", start, end: offset, text: node.textContent, marks: marksOf(node.marks) };
    if (node.type.name === "hardBreak") return { kind: "break", start, end: offset };
    const { clause, label } = node.attrs as { clause: string; label: string };
    return { kind: "note", start, end: start, clause, label };
  });
}

/** Splits text runs at the offsets, so that none crosses an offset. */
export function cutRuns(runs: readonly InlineRun[], offsets: readonly number[]): InlineRun[] {
  const cuts = [...new Set(offsets)].sort((first, second) => first - second);
  let next = 0;
  return runs.flatMap((run): InlineRun[] => {
    if (run.kind !== "text") return [run];
    const parts: InlineRun[] = [];
    let from = run.start;
    while (next < cuts.length && (cuts[next] ?? 0) <= from) next += 1;
    for (let cut = cuts[next]; cut !== undefined && cut < run.end; cut = cuts[next]) {
      parts.push({ ...run, start: from, end: cut, text: run.text.slice(from - run.start, cut - run.start) });
      from = cut;
      next += 1;
    }
    parts.push({ ...run, start: from, text: run.text.slice(from - run.start) });
    return parts;
  });
}

/**
 * Returns the runs of [start, end). A footnote reference belongs to the character before it, where readers see it; one
 * at the very start belongs to the character after it.
 */
export function sliceRuns(runs: readonly InlineRun[], start: number, end: number): InlineRun[] {
  return cutRuns(runs, [start, end]).filter((run) =>
    run.kind === "note"
      ? (run.start > start && run.start <= end) || (run.start === 0 && start === 0)
      : run.start >= start && run.end <= end && run.end > run.start,
  );
}

function marksOf(marks: readonly Mark[]): RunMarks {
  const runMarks: RunMarks = {};
  for (const mark of marks) {
    if (mark.type.name === "link") runMarks.href = mark.attrs["href"] as string;
    else runMarks[mark.type.name as Exclude<keyof RunMarks, "href">] = true;
  }
  return runMarks;
}

/**
 * Whether a run is a picture or another object, of which only the text is known. Contributions and edits keep the text
 * of a picture, and not always its mark.
 */
export function isObject(run: InlineRun): boolean {
  return run.kind === "text" && (run.marks.object === true || hasObjectText(run.text));
}

/** Whether some of the runs between two offsets of a clause's text are objects. These are not in the file as text. */
export function hasObjectBetween(runs: readonly InlineRun[], from: number, to: number): boolean {
  return runs.some((run) => run.kind === "text" && run.marks.object && run.start < to && from < run.end);
}
