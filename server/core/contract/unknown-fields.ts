import * as z from "zod";
import { fieldProblem, type FieldProblem } from "#core/contract/field-problem.ts";

/**
 * Returns a problem for each field of a request's part that its schema does not have. Parsing would drop it, so a
 * misspelt field would have no effect and nobody would notice. Only the fields of the part itself are checked, because
 * some objects in it belong to others, such as the answers of authenticators.
 */
export function unknownFields(part: string, schema: z.ZodType | undefined, sent: unknown): FieldProblem[] {
  if (typeof sent !== "object" || sent === null || Array.isArray(sent)) return [];
  if (schema !== undefined && !(schema instanceof z.ZodObject)) return [];
  const known = Object.keys(schema?.shape ?? {});
  return Object.keys(sent)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = nearest(name, known);
      if (near === undefined) return fieldProblem([part, name], "field-unknown");
      return fieldProblem([part, name], "field-misspelt", { near });
    });
}

/** Number of letters by which a misspelt name may differ. */
const mostEdits = 2;

/** Returns the name that differs least, if it differs by few letters. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((other) => ({ other, edits: editsBetween(name, other) }))
    .filter(({ other, edits }) => edits <= Math.min(mostEdits, other.length - 1))
    // Most slips leave a letter out.
    .sort((one, two) => one.edits - two.edits || two.other.length - one.other.length);
  return best?.other;
}

/** Returns how many letters to insert, delete or replace to get one name from the other, in any case. */
function editsBetween(name: string, other: string): number {
  const [one, two] = [name.toLowerCase(), other.toLowerCase()];
  let row = Array.from({ length: two.length + 1 }, (_, index) => index);
  for (const [at, letter] of Array.from(one).entries()) {
    const next = [at + 1];
    for (let index = 0; index < two.length; index += 1)
      next.push(
        Math.min((row[index] ?? 0) + Number(letter !== two[index]), (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1),
      );
    row = next;
  }
  return row.at(-1) ?? Infinity;
}
