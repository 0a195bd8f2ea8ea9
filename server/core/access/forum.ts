import * as z from "zod";

/**
 * A country by ISO 3166-1, with its part after a hyphen, or "un". A forum has the one it was set up with (JURISDICTION as an
 * empty data folder is first served), the model forum its own: set later, or beside the model forum, it changes nothing, and
 * the server says so as it starts.
 */
export const Jurisdiction = z.string().regex(/^[a-z]{2}(?:-[a-z0-9]+)*$/u);

/** ISO 3166-1 leaves it to its users and will never give it to a country: what a forum has that said nothing. */
export const noJurisdiction = "zz";

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
  /** Under whose law or house its documents are named in Akoma Ntoso. */
  jurisdiction: Jurisdiction.optional(),
  /** Meetings and deadlines, in date order; dates as YYYY-MM-DD. */
  calendar: z.array(z.object({ date: z.iso.date(), title: z.string(), place: z.string().nullable() })),
});
export type Forum = z.infer<typeof Forum>;
