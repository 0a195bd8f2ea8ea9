import type { AnnotationKind } from "#core/discuss/annotation.ts";
import * as messages from "#core/messages/contributions-page.en.ts";
import { counted } from "../components/format.ts";

/** Returns the contents of a file as text: "6 proposals, 2 comments". A kind without items is left out. */
export function contributionSummary(proposals: number, comments: number): string {
  const said = [proposals > 0 && counted(proposals, "proposal"), comments > 0 && counted(comments, "comment")];
  return said.filter(Boolean).join(", ") || messages.noItems;
}

/** Returns the same text for the items of a file under review. */
export function whatItemsMake(items: readonly { kind: AnnotationKind }[]): string {
  const proposals = items.filter(({ kind }) => kind === "proposal").length;
  return contributionSummary(proposals, items.length - proposals);
}
