import * as z from "zod";

/**
 * What changed between two versions of a document, as a thing to speak of. One of the two is the version that is annotated:
 * the targets there say where, so that it is carried to later versions like anything else that is said, and remains a word
 * on the change.
 */
export const SpokenChange = z.object({
  /** Ids of versions. */
  base: z.string(),
  revised: z.string(),
});
export type SpokenChange = z.infer<typeof SpokenChange>;
