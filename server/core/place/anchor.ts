import type { TextRange } from "#core/compare/comparison.ts";
import type { RangeTarget, Target } from "#core/discuss/target.ts";
import { type Clause, clauseAt, clauseById, clauseIndex, type VersionText } from "#core/text/clause.ts";
import { sectionEnd } from "#core/text/section.ts";

/**
 * Returns the range of a target in the text of its version, in UTF-16 offsets. It reads exactly what `describe` wrote.
 *
 * Returns null if the target does not fit. The clause may be missing, an offset may be past its end, the range may run
 * backwards, or the text may differ from the quote. A target is valid only if its quote is found where it points.
 */
export function anchor(version: VersionText, target: Target): TextRange | null {
  switch (target.kind) {
    case "document":
      return [0, version.text.length];
    case "clause": {
      const clause = clauseById(version, target.clause);
      return clause ? [clause.start, clause.end] : null;
    }
    case "section": {
      const first = clauseIndex(version, target.clause);
      if (first === undefined) return null;
      const start = version.clauses[first]?.start;
      const end = version.clauses[sectionEnd(version.clauses, first) - 1]?.end;
      return start === undefined || end === undefined ? null : [start, end];
    }
    case "range":
      return anchorRange(version, target);
  }
}

function anchorRange(version: VersionText, target: RangeTarget): TextRange | null {
  const first = clauseById(version, target.start.clause);
  const last = clauseById(version, target.end.clause);
  if (!first || !last) return null;
  const start = first.start + target.start.offset;
  const end = last.start + target.end.offset;
  if (start > first.end || end > last.end || start > end) return null;
  return version.text.slice(start, end) === target.quote.exact ? [start, end] : null;
}

/**
 * Length of the context kept on each side of a quote, in UTF-16 code units. The W3C examples and Hypothesis use the
 * same length.
 */
const contextLength = 32;

/**
 * Describes a range of a version's text as a target, which `anchor` reads back.
 *
 * `start` and `end` are UTF-16 offsets into the version's text. An edge inside a surrogate pair is moved to include the
 * whole character. An edge between clauses is moved to the clause inside the range.
 * @throws RangeError if the range runs backwards, exceeds the text or touches no clause.
 */
export function describe(version: VersionText, start: number, end: number): RangeTarget {
  if (!(start >= 0 && start <= end && end <= version.text.length)) {
    throw new RangeError(`No such range: ${start} to ${end} of ${version.text.length}`);
  }
  const first = clauseAt(version.clauses, start) ?? version.clauses.find((clause) => clause.start >= start);
  const last = clauseAt(version.clauses, end) ?? version.clauses.findLast((clause) => clause.end <= end);
  if (!first || !last || first.start > last.start) throw new RangeError(`No clause holds ${start} to ${end}`);

  const from = wholeCharacter(version.text, clamp(start, first), -1);
  const to = wholeCharacter(version.text, clamp(end, last), 1);
  return {
    kind: "range",
    start: { clause: first.id, offset: from - first.start },
    end: { clause: last.id, offset: to - last.start },
    quote: {
      exact: version.text.slice(from, to),
      prefix: version.text.slice(wholeCharacter(version.text, Math.max(first.start, from - contextLength), 1), from),
      suffix: version.text.slice(to, wholeCharacter(version.text, Math.min(last.end, to + contextLength), -1)),
    },
  };
}

function clamp(offset: number, clause: Clause): number {
  return Math.min(Math.max(offset, clause.start), clause.end);
}

/**
 * Moves an offset by one code unit in the given direction if it would split a surrogate pair, because half a character
 * is not text.
 */
function wholeCharacter(text: string, offset: number, direction: -1 | 1): number {
  const parts = /[\uD800-\uDBFF]/.test(text.charAt(offset - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(offset));
  return parts ? offset + direction : offset;
}
