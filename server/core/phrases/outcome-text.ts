import type { Speaker } from "#core/discuss/speaker.ts";
import type { DecisionOutcome } from "#core/outcome/decision.ts";
import { amendments, inLanguage } from "#core/messages/catalogues.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { wordIn } from "#core/phrases/message-text.ts";
import { shownSource } from "#core/phrases/source-text.ts";

/**
 * Words an outcome: "accepted, as amended by ISOC". `source` is the author of the amendment, "" if it is not shown. It is
 * undefined if the decision names no amendment.
 */
export function outcomeText(outcome: DecisionOutcome, source: string | undefined, language: string): string {
  const decided = wordIn(language)(`decision-${outcome}`);
  if (source === undefined) return decided;
  const messages = inLanguage(amendments, language);
  return formatMessage(
    source === "" ? messages.outcomeAsAmended : messages.outcomeAsAmendedBy,
    { outcome: decided, source },
    language,
  );
}

/** Words an outcome with the author of the amendment as a reader of the forum sees them. */
export function decidedText(outcome: DecisionOutcome, by: Speaker | undefined, language: string): string {
  return outcomeText(outcome, by && shownSource(by, language), language);
}
