import * as z from "zod";
import { Version } from "#core/text/version.ts";

/** A long text: a comment, a justification or a reply. Surrounding whitespace is removed. */
export const LongText = z.string().trim().max(20_000);

/**
 * A reason for hiding or erasing an annotation or reply, or for withdrawing a version. Required, because it is shown
 * instead of the text.
 */
export const Reason = z.string().trim().min(1).max(2000);

/** A query parameter that holds a list separated by commas. Undefined if omitted. */
export function commaSeparated<List extends z.ZodArray>(list: List) {
  return z.preprocess(
    (value: unknown): unknown => (typeof value === "string" ? value.split(",").filter(Boolean) : value),
    list.optional(),
  );
}

/** A version as named among others, which may belong to other documents. */
export const NamedVersion = Version.pick({
  id: true,
  documentId: true,
  round: true,
  label: true,
  date: true,
  language: true,
  state: true,
}).extend({
  /** The version's address: `document@round` or `document@round:lang`, or its id. */
  address: z.string(),
  /** Short title of its document. */
  document: z.string(),
});
export type NamedVersion = z.infer<typeof NamedVersion>;
