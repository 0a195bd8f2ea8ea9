import type { Negotiation } from "#core/contract/negotiation-operations.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { DraftNotes } from "#core/text/draft-markup.ts";
import { foldableOptions, type NamedSign } from "#core/text/draft-view.ts";
import type { NegotiationMark } from "#core/text/negotiation/negotiation.ts";
import { formatMessage, word } from "./messages.ts";

/** Returns the notes with which a draft is shown, in the language of the interface. */
export function draftNotes(
  { clauses }: Pick<VersionText, "clauses">,
  negotiation: Pick<Negotiation, "clauses">,
): DraftNotes {
  const signs = negotiationSigns(negotiation);
  const folds = foldableOptions(clauses, signs).map(
    ({ id, label }) => [id, formatMessage(messages.foldOption, { label })] as const,
  );
  return { clauses, signs, folds: new Map(folds) };
}

/** Returns the negotiation signs of a text, each with its name. */
export function negotiationSigns({ clauses }: Pick<Negotiation, "clauses">): NamedSign[] {
  return clauses.flatMap(({ clause, marks }) => marks.map((mark) => ({ ...mark, clause, name: nameOf(mark) })));
}

function nameOf({ kind, depth }: NegotiationMark): string {
  if (kind !== "bracket") return word(`sign-${kind}`);
  return word(depth === 0 ? "sign-single" : depth > 1 ? "sign-nested" : "sign-bracket");
}
