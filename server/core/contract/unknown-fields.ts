import * as z from "zod";
import { fieldProblem, type FieldProblem } from "#core/contract/field-problem.ts";

/**
 * Returns a problem for each field in a request's part that its schema does not have, at any depth. Parsing would drop it,
 * so a misspelt field would have no effect and nobody would notice. Records and loose objects stay open, because they
 * belong to others, such as the content of drafts and the answers of authenticators.
 */
export function unknownFields(part: string, schema: z.ZodType | undefined, sent: unknown): FieldProblem[] {
  return unknownIn([part], schema ?? z.object({}), sent);
}

function unknownIn(path: readonly PropertyKey[], schema: z.core.$ZodType, sent: unknown): FieldProblem[] {
  if (typeof sent !== "object" || sent === null) return [];
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  )
    return unknownIn(path, schema.unwrap(), sent);
  if (schema instanceof z.ZodUnion) return unknownInUnion(path, schema, sent);
  if (Array.isArray(sent))
    return schema instanceof z.ZodArray
      ? sent.flatMap((item, index) => unknownIn([...path, index], schema.element, item))
      : [];
  if (!(schema instanceof z.ZodObject)) return [];
  const known = schema.shape as Readonly<Record<string, z.core.$ZodType>>;
  return Object.entries(sent).flatMap(([name, value]) => {
    const field = Object.hasOwn(known, name) ? known[name] : undefined;
    if (field) return unknownIn([...path, name], field, value);
    return schema.def.catchall ? [] : [problemOf([...path, name], name, Object.keys(known))];
  });
}

/** Checks an object against the closest option of a union: one of the same kind, with the fewest unknown fields. */
function unknownInUnion(path: readonly PropertyKey[], { options }: z.ZodUnion, sent: object): FieldProblem[] {
  const meant = options.filter(
    (option) =>
      option instanceof z.ZodObject &&
      Object.entries(option.shape).every(
        ([name, field]) => !(field instanceof z.ZodLiteral) || field.safeParse(Reflect.get(sent, name)).success,
      ),
  );
  const found = meant.map((option) => unknownIn(path, option, sent));
  return found.toSorted((one, two) => one.length - two.length)[0] ?? [];
}

function problemOf(path: readonly PropertyKey[], name: string, known: readonly string[]): FieldProblem {
  const near = nearest(name, known);
  return near === undefined ? fieldProblem(path, "field-unknown") : fieldProblem(path, "field-misspelt", { near });
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
