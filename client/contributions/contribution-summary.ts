import { type AnnotationKind, countKinds } from "#core/discuss/annotation.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { commaText, formatMessage } from "../page-parts/messages.ts";

/** Returns the contents of a file as text: "6 proposals, 2 comments". A kind without items is left out. */
export function contributionSummary(proposals: number, comments: number): string {
  const parts = [
    proposals > 0 && formatMessage(messages.proposalCount, { count: proposals }),
    comments > 0 && formatMessage(messages.commentCount, { count: comments }),
  ];
  return commaText(parts.filter(Boolean)) || messages.noItems;
}

/** Returns the items of a file under review as text, in the same form. */
export function itemsSummary(items: readonly { kind: AnnotationKind }[]): string {
  const { proposal, comment } = countKinds(items);
  return contributionSummary(proposal, comment);
}
