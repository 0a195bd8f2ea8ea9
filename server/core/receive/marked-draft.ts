import type { Node } from "prosemirror-model";
import type { VersionText } from "#core/text/clause.ts";

/** The text that changes were made in. */
export interface MarkedDraft {
  draft: Node;
  text: VersionText;
  /** The text with every change made: it tells what kind of clause was put in. */
  accepted: Node;
}
