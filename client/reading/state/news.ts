/** The comments and replies in a discussion that are new to the reader (`NewsTracker`). */
export interface News {
  /** The number of new replies by the id of each thread with news; 0 if the annotation itself is new. */
  threads: ReadonlyMap<string, number>;
  /** The time after which replies in the open thread were new when it was opened; null if there were none. */
  openSince: string | null;
  /** Opens the next thread with news. */
  goNext: () => void;
}
