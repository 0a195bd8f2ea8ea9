import * as z from "zod";

export const Jurisdiction = z.string().regex(/^[a-z]{2}(?:-[a-z0-9]+)*$/u);

/** The workspace: one policy forum with its documents, people and calendar. */
export const Forum = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u),
  name: z.string().min(1),
  shortName: z.string().min(1),
  description: z.string(),
  /** Who may read what is published: everyone, or only people who signed in. */
  audience: z.enum(["public", "participants"]),
  /** Whether it shows who said what. Hidden, what adds up what was said tells nothing from which a speaker could be known. */
  sources: z.enum(["shown", "hidden"]).default("shown"),
  /**
   * Under whose law or house its documents are named in Akoma Ntoso: a country by ISO 3166-1, with its part after a hyphen,
   * or "un".
   */
  jurisdiction: Jurisdiction.optional(),
  /** Meetings and deadlines, in date order; dates as YYYY-MM-DD. */
  calendar: z.array(z.object({ date: z.iso.date(), title: z.string(), place: z.string().nullable() })),
});
export type Forum = z.infer<typeof Forum>;
