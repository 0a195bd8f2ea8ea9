import type { Speaker } from "#core/discuss/speaker.ts";
import type { DispositionOutcome } from "#core/outcome/disposition.ts";
import { outcomeAsAmended, outcomeAsAmendedBy } from "#core/messages/amendments.en.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { wordIn } from "#core/phrases/message-text.ts";
import { isNamed, sourceText } from "#core/phrases/source-text.ts";

/**
 * Words an outcome: "accepted, as amended by ISOC". `amending` has the name of the amendment's author, null if it is not
 * shown. It is undefined if the decision names no amendment.
 */
export function outcomeText(
  outcome: DispositionOutcome,
  amending: { source: string | null } | undefined,
  language: string,
): string {
  const decided = wordIn(language)(`disposition-${outcome}`);
  if (!amending) return decided;
  const { source } = amending;
  return source === null
    ? formatMessage(outcomeAsAmended, { outcome: decided }, language)
    : formatMessage(outcomeAsAmendedBy, { outcome: decided, source }, language);
}

/** Words an outcome with the author of the amendment as a reader of the forum sees them. */
export function decidedText(outcome: DispositionOutcome, by: Speaker | undefined, language: string): string {
  const amending = by && { source: isNamed(by) ? sourceText(by, language) : null };
  return outcomeText(outcome, amending, language);
}
