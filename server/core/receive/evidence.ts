import * as z from "zod";

/** A part of a remark that names its place. */
export const evidenceKinds = ["section", "page", "line", "quotation"] as const;

/** Whether one part of a remark names the place at which the remark is. */
export const Evidence = z.object({
  kind: z.enum(evidenceKinds),
  /** The citation, page or line as in the file, or the quoted words. */
  value: z.string(),
  agrees: z.boolean(),
});
export type Evidence = z.infer<typeof Evidence>;
