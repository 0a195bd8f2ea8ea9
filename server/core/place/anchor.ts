import { clauseById, clauseIndex } from "#core/text/clause-index.ts";
import { sectionEnd } from "#core/text/section.ts";
import type { RangeTarget, Target } from "#core/discuss/target.ts";
import type { TextRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

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
