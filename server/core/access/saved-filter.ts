import * as z from "zod";

/** A participant's own filter of a document's comments, saved under a name. */
export const SavedFilter = z.object({
  id: z.string(),
  /** The owner; nobody else can see the view. */
  participantId: z.string(),
  documentId: z.string(),
  name: z.string().trim().min(1).max(100),
  /**
   * The filters as a reading room's address writes them ("kinds=proposal&groups=academia"), so that they can open any
   * draft.
   */
  query: z.string().max(2000),
});
export type SavedFilter = z.infer<typeof SavedFilter>;
