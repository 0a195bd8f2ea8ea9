import type { ChangedSection } from "#core/compare/comparison.ts";
import { comparisonPage, inLanguage } from "#core/messages/catalogues.ts";
import { listText } from "#core/phrases/list-text.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import type { NegotiationCounts } from "#core/text/negotiation/negotiation.ts";

/** The facts about two texts that the sentence states. */
interface OpenChanges {
  open: Record<"base" | "revised", NegotiationCounts>;
  mostChanged: readonly ChangedSection[];
}

/**
 * Formats the change of open points, and the articles that changed most: "1,011 brackets became 216. 117 options became
 * 28. Most changes are in Art. 4, Art. 9 and Art. 13." Empty if there is nothing to say.
 */
export function openChangesText({ open: { base, revised }, mostChanged }: OpenChanges, language: string): string {
  const brackets = { from: base.brackets + base.nested, to: revised.brackets + revised.nested };
  const options = { from: base.alternatives, to: revised.alternatives };
  const messages = inLanguage(comparisonPage, language);
  const sections = listText(
    mostChanged.map(({ citation }) => citation),
    language,
  );
  const isOpen = ({ from, to }: typeof brackets): boolean => from + to > 0;
  return [
    isOpen(brackets) ? formatMessage(messages.bracketsChanged, brackets, language) : "",
    isOpen(options) ? formatMessage(messages.optionsChanged, options, language) : "",
    sections === "" ? "" : formatMessage(messages.mostChangesIn, { sections }, language),
  ]
    .filter(Boolean)
    .join(" ");
}
