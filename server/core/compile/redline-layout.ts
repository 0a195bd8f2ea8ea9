import type { PrivateKind } from "#core/compile/private-data.ts";
import type { RedrawnReason } from "#core/compile/redrawn-reason.ts";

/** Layouts of a Word redline: in the revised file, or in a new document. */
export const redlineLayouts = ["original", "redrawn"] as const;
export type RedlineLayout = (typeof redlineLayouts)[number];

/** What the reader of a Word redline should know about it. Its text is in core/messages. */
export type RedlineNoteCode =
  | `redrawn-${RedrawnReason}`
  | "changes-accepted"
  | "changes-rejected"
  | "base-comments-left-out"
  | "headers-not-compared"
  | "styles-left-out"
  | `removed-${PrivateKind}`;

/** A note with the number of things that it is about; 0 if it counts none. */
export interface RedlineNote {
  readonly code: RedlineNoteCode;
  readonly count: number;
}

/** The layout that a Word redline got, and the notes about it. */
export interface RedlineForm {
  readonly layout: RedlineLayout;
  readonly notes: readonly RedlineNote[];
}
