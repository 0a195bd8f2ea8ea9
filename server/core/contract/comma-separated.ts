import * as z from "zod";

/** A list in one query parameter, its values separated by commas; left out, there is none. */
export function commaSeparated<List extends z.ZodArray>(list: List) {
  return z.preprocess(
    (value: unknown): unknown => (typeof value === "string" ? value.split(",").filter(Boolean) : value),
    list.optional(),
  );
}
