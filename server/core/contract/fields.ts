import * as z from "zod";
import { Version } from "#core/text/version.ts";

/** What somebody writes at length: a comment, a justification, a reply. Blanks around it are no part of it. */
export const LongText = z.string().trim().max(20_000);

/** Why something was taken from people's sight: it stays visible in its place, so it has words. */
export const Reason = z.string().trim().min(1).max(2000);

/** A list in one query parameter, its values separated by commas; left out, there is none. */
export function commaSeparated<List extends z.ZodArray>(list: List) {
  return z.preprocess(
    (value: unknown): unknown => (typeof value === "string" ? value.split(",").filter(Boolean) : value),
    list.optional(),
  );
}

/** A version as it is named beside others, of its own document or not. */
export const NamedVersion = Version.pick({
  id: true,
  documentId: true,
  round: true,
  label: true,
  date: true,
  language: true,
  state: true,
}).extend({
  /** What leads to it: `document@round`, `document@round:lang`, or its id. */
  address: z.string(),
  /** Its document's short title. */
  document: z.string(),
});
export type NamedVersion = z.infer<typeof NamedVersion>;
