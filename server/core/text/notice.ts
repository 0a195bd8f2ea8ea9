import * as z from "zod";

/** Something a reader of files did not understand or had to decide: said, never swallowed. */
export const Notice = z.object({
  /** Stable; worded in core/messages. */
  code: z.string(),
  /** What the message speaks of, by name. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Where: a clause's citation, a part of the file, or a line; empty where it concerns the whole file. */
  place: z.string(),
});
export type Notice = z.infer<typeof Notice>;
