import { inLanguage, letters } from "#core/messages/catalogues.ts";
import { type DecisionOutcome, type OutcomeCount, outcomeFilters } from "#core/outcome/decision.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { commaText } from "#core/phrases/list-text.ts";
import { headOf, wordIn } from "#core/phrases/message-text.ts";
import type { ProposalSegment, ProposedClause } from "#core/propose/proposal-segment.ts";

/** Counts the outcomes that occur. Null stands for no decision yet. */
export function countOutcomes(outcomes: readonly (DecisionOutcome | null)[]): OutcomeCount[] {
  return outcomeFilters
    .map((outcome) => ({ outcome, count: outcomes.filter((one) => (one ?? "undecided") === outcome).length }))
    .filter(({ count }) => count > 0);
}

/** Words counts of outcomes: "Accepted: 3, not accepted: 1". */
export function outcomeCountsText(counts: readonly OutcomeCount[], language: string): string {
  const texts = counts.map(({ outcome, count }) => {
    const name = wordIn(language)(`decision-${outcome}`);
    return formatMessage(inLanguage(letters, language).outcomeCount, { outcome: name, count }, language);
  });
  return headOf(commaText(texts, language), language);
}

/** Counts outcomes in words. Null stands for no decision yet. */
export function countedOutcomes(outcomes: readonly (DecisionOutcome | null)[], language: string): string {
  return outcomeCountsText(countOutcomes(outcomes), language);
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
