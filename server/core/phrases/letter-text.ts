import { inLanguage, letters } from "#core/messages/catalogues.ts";
import { type DecisionOutcome, outcomeFilters } from "#core/outcome/decision.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { commaText } from "#core/phrases/list-text.ts";
import { headOf, wordIn } from "#core/phrases/message-text.ts";
import type { ProposalSegment, ProposedClause } from "#core/propose/proposal-segment.ts";

/** Counts outcomes: "Accepted: 3, not accepted: 1". Null stands for no decision yet. */
export function countedOutcomes(outcomes: readonly (DecisionOutcome | null)[], language: string): string {
  const counts = outcomeFilters.flatMap((outcome) => {
    const count = outcomes.filter((one) => (one ?? "undecided") === outcome).length;
    const name = wordIn(language)(`decision-${outcome}`);
    return count === 0
      ? []
      : [formatMessage(inLanguage(letters, language).outcomeCount, { outcome: name, count }, language)];
  });
  return headOf(commaText(counts, language), language);
}

/** Words the heading of a clause in a letter: "a) in Third draft", and whether that draft left it or deleted it. */
export function letterClauseHeading(
  { citation, segments }: Pick<ProposedClause, "citation" | "segments">,
  draft: string,
  language: string,
): string {
  const message = inLanguage(letters, language).clauseHeading;
  return formatMessage(message, { change: extentOfChange(segments), citation: citation ?? "", draft }, language);
}

/** Returns how far a draft changed a clause: entirely new or deleted, not at all, or in part. */
function extentOfChange(segments: readonly ProposalSegment[]): "none" | "inserted" | "deleted" | "part" {
  const kinds = new Set(segments.map(({ kind }) => kind));
  const [only] = kinds;
  if (kinds.size > 1) return "part";
  return only === undefined || only === "kept" ? "none" : only;
}

/** Returns the columns of the index of letters. */
export function letterIndexColumns(language: string): string[] {
  const { fileColumn, toLabel, commentsColumn, proposalsColumn, undecidedColumn } = inLanguage(letters, language);
  return [fileColumn, toLabel, commentsColumn, proposalsColumn, undecidedColumn];
}
