import type { TextRange } from "#core/compare/comparison.ts";
import type { RangeTarget, Target } from "#core/discuss/target.ts";
import { clauseById, clauseIndex } from "#core/text/clause-index.ts";
import { type Clause, clauseAt, type VersionText } from "#core/text/clause.ts";
import { sectionEnd } from "#core/text/section.ts";

/**
 * Where a target stands in the text of its version, in UTF-16 offsets; what `describe` wrote is read back to the letter.
 *
 * Null where it does not fit: a clause the version has not, an offset past its end, a range that runs backwards, or words
 * that are not those of the quote. A target is believed only when its quote stands where it points.
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

/** How much of the clause is kept around the words, in UTF-16 code units: W3C examples and Hypothesis use the same. */
const contextLength = 32;

/**
 * Words of a version as a target: `anchor` reads it back.
 *
 * `start` and `end` are UTF-16 offsets into the version's text. An edge that falls between two halves of a character
 * takes the character in; one that falls between clauses goes to the clause inside the range.
 * @throws RangeError where the range is backwards, leaves the text, or holds no place in any clause.
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

/** The offset, moved one unit in the direction where it would part a surrogate pair: half a character is not text. */
function wholeCharacter(text: string, offset: number, direction: -1 | 1): number {
  const parts = /[\uD800-\uDBFF]/.test(text.charAt(offset - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(offset));
  return parts ? offset + direction : offset;
}
