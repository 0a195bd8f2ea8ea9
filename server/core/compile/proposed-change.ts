/** What a step of a proposal asks for. Worded in core/messages. */
export const proposedChanges = [
  /** { citation, from, to } */
  "change-replace",
  /** { citation, after, to } `after` are the words it follows. */
  "change-insert",
  /** { citation, to } */
  "change-insert-first",
  /** { citation, from } */
  "change-delete",
  /** { citation } */
  "change-delete-clause",
  /** { after, to } `after` is a citation; `to` has the label, where there is one, before the words. */
  "change-insert-clause",
  /** { to } */
  "change-insert-clause-first",
  /** { to } What the step before it puts in has a footnote. */
  "change-insert-note",
  /** { citation, after } */
  "change-move",
  /** { citation } */
  "change-move-first",
  /** { citation, to } */
  "change-relabel",
  /** { citation } */
  "change-unlabel",
] as const;

export type ProposedChangeCode = (typeof proposedChanges)[number];
