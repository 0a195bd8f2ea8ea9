import type { OptionChoice } from "#core/compare/comparison.ts";
import { comparisonPage, inLanguage } from "#core/messages/catalogues.ts";
import { listText } from "#core/phrases/list-text.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { headOf } from "#core/phrases/message-text.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";

/**
 * Describes the end or the beginning of a choice between options: "Art. 9.2, Option 2 became the text. Art. 9.2, Option
 * 1 was deleted." An option that has a counterpart of its own was neither deleted nor added.
 */
export function optionChoiceText(
  { side, options, chosen, text, paired }: OptionChoice,
  versions: Readonly<Record<"base" | "revised", VersionText>>,
  language: string,
): string {
  const cite = (clauses: readonly string[], version: VersionText): string =>
    listText(
      clauses.map((id) => clauseById(version, id)?.citation ?? ""),
      language,
    );
  // Many languages cite an article in lower case, but each of these is a sentence.
  const say = (...message: Parameters<typeof formatMessage>): string => headOf(formatMessage(...message), language);
  const messages = inLanguage(comparisonPage, language);
  const rest = options.filter((option) => option !== chosen && !paired.includes(option));
  const other = versions[side === "base" ? "revised" : "base"];
  const params = { others: cite(rest, versions[side]), count: rest.length };
  if (chosen === null && text.length > 0 && side === "base") {
    return say(messages.optionsReplaced, { ...params, text: cite(text, other) }, language);
  }
  if (chosen === null) {
    return say(side === "base" ? messages.optionsDeleted : messages.optionsAdded, params, language);
  }
  const is = {
    chosen: cite([chosen], versions[side]),
    text: cite(text, versions[side === "base" ? "revised" : "base"]),
  };
  const first = say(side === "base" ? messages.optionChosen : messages.optionBegan, is, language);
  const others = side === "base" ? messages.optionsDeleted : messages.optionsAdded;
  return rest.length === 0 ? first : `${first} ${say(others, params, language)}`;
}
