import * as z from "zod";
import { visibilities } from "#core/discuss/annotation.ts";

/** A person's own settings. Only they see them. Null means the forum's default. */
export const Preferences = z.object({
  /** Language of the interface and of messages (BCP 47). */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u)
    .nullable(),
  theme: z.enum(["system", "light", "dark"]),
  textSize: z.enum(["small", "normal", "large"]),
  /** The capacity that a new comment begins with. */
  capacity: z.enum(["organisation", "personal"]).nullable(),
  /** The visibility that a new comment begins with. */
  visibility: z.enum(visibilities).nullable(),
});
export type Preferences = z.infer<typeof Preferences>;

/** The settings of a person who has chosen none. */
export const defaultPreferences: Preferences = {
  language: null,
  theme: "system",
  textSize: "normal",
  capacity: null,
  visibility: null,
};

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
