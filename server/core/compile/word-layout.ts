import type { PrivateKind } from "#core/compile/private-data.ts";
import type { RedrawnReason } from "#core/compile/redrawn-reason.ts";
import type { HouseField } from "#core/text/word-template.ts";

/** Layouts of a Word file: in the file that was uploaded, or in a new document. */
export const wordLayouts = ["original", "redrawn"] as const;
export type WordLayout = (typeof wordLayouts)[number];

/** Code of a note about a Word file, for its reader. The text is in core/messages. */
export type WordNoteCode =
  | `redrawn-${RedrawnReason}`
  | "changes-accepted"
  | "changes-rejected"
  | "base-comments-left-out"
  | "headers-not-compared"
  | "styles-left-out"
  | "ends-not-tracked"
  | "drawings-not-tracked"
  | `removed-${PrivateKind}`
  | `template-without-${HouseField}`
  | "pictures-unchecked";

/** A note with the number of things that it is about; 0 if it counts none. */
export interface WordNote {
  readonly code: WordNoteCode;
  readonly count: number;
}

/** The layout that a Word file got, and the notes about it. */
export interface WordForm {
  readonly layout: WordLayout;
  readonly notes: readonly WordNote[];
}
