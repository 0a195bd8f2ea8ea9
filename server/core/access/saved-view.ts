import * as z from "zod";

/** A choice of a document's comments that somebody keeps for themselves under a name. */
export const SavedView = z.object({
  id: z.string(),
  /** Whose it is; nobody else hears of it. */
  participantId: z.string(),
  documentId: z.string(),
  name: z.string().trim().min(1).max(100),
  /** The filters as the address of a reading room has them ("kinds=proposal&groups=academia"), so that it leads there on any draft. */
  query: z.string().max(2000),
});
export type SavedView = z.infer<typeof SavedView>;
