import * as z from "zod";
import { proposalProblems } from "#core/propose/proposal-problem.ts";
import { oneLine } from "#core/text/one-line.ts";

/** Problems with one field of a request, with the parameters of their messages. Worded in core/messages. */
export const fieldProblems = [
  "field-missing",
  /** A value of the wrong type. */
  "field-not-text",
  "field-not-a-number",
  "field-not-whole",
  "field-not-a-list",
  "field-not-an-object",
  "field-not-of-this-kind",
  /** { choices } All allowed values, separated by commas. */
  "field-not-a-choice",
  "field-not-a-date",
  "field-not-a-time",
  "field-not-an-id",
  "field-not-an-email",
  "field-not-of-this-form",
  /** A name with a line break or another control character. */
  "field-not-one-line",
  "field-empty",
  /** { limit } In characters. */
  "field-too-short",
  "field-too-long",
  /** { limit } In entries. */
  "list-too-short",
  "list-too-long",
  /** { limit } */
  "number-too-small",
  "number-too-large",
  "field-unknown",
  /** { near } The known field whose name is similar. */
  "field-misspelt",
  "body-not-json",
  "body-not-readable",

  "comment-without-words",
  "comment-with-steps",
  "proposal-without-steps",
  "reply-without-words",
  "amendment-without-wording",
  "amendment-of-other-wording",
  "amendment-changes-nothing",
  "amendment-deletes-all",
  "amendment-and-position-differ",
  "no-organisation-to-speak-for",
  "capacity-of-another-role",
  "joint-without-organisation",
  "recipient-unknown",
  "organisation-unknown",
  "all-answered",
  "no-letters",
  /** { group, choices } The groups of the forum, separated by commas. */
  "group-unknown",
  "participant-unknown",
  "organisation-of-another",
  "day-of-another",
  "author-unknown",
  "column-unknown",
  "column-twice",
  "document-unknown",
  "event-unknown",
  "filter-tells-sources",
  /** { format } */
  "layout-not-in-format",
  /** { format } */
  "lines-not-in-format",
  "layout-tells-sources",
  /** { choices } The formats of this draft, separated by commas. */
  "format-of-another-draft",
  "target-not-found",
  /** { clause } */
  "clause-not-alone",
  "clause-is-bound",
  "nothing-before",
  "nothing-to-part",
  "annotation-unknown",
  "version-unknown",
  "version-before-annotation",
  "draft-unknown",
  "change-elsewhere",
  "not-a-draft",
  "circle-unknown",
  "circle-without-own",
  "closes-before-it-opens",
  "no-consultation-to-move",
  "outcome-without-reason",
  "merged-with-and-outcome-differ",
  "merged-with-itself",
  "amended-by-and-outcome-differ",
  "amendment-unknown",
  "decision-without-id",
  "decision-of-unknown",
  "decision-without-outcome",
  /** { outcome, choices } The codes of all outcomes, separated by commas. Readers see their names. */
  "outcome-unknown",
  /** { row } The number of another row. */
  "decision-twice",
  "row-unreadable",
  "email-in-use",
  "not-a-webhook-address",
  "address-of-account-in-use",
  "short-name-in-use",
  "organisation-archived",
  "role-not-given",
  "deputy-of-oneself",
  "date-in-the-past",
  "listed-twice",
  "column-missing",
  /** { columns } The expected headings, separated by commas. */
  "columns-of-people",
  "columns-of-organisations",
  "link-without-clause",
  "link-within-version",
  "link-contradicted",
] as const;
export type FieldProblemCode = (typeof fieldProblems)[number];

/** An invalid field of a request and its problem. A step of a proposal is also a field. */
export const FieldProblem = z.object({
  /** JSON pointer (RFC 6901) into the request as `{ params, query, body }`: "/body/text", "/query/limit". */
  pointer: z.string(),
  code: z.enum([...fieldProblems, ...proposalProblems]),
  /** The values for the message, by name. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type FieldProblem = z.infer<typeof FieldProblem>;

/** Creates the problem of a field. The path lists the keys that lead to the field: `["body", "targets", 0]`. */
export function fieldProblem(
  path: readonly PropertyKey[],
  code: FieldProblem["code"],
  params: FieldProblem["params"] = {},
): FieldProblem {
  const pointer = path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return { pointer, code, params };
}

/**
 * Maximum number of reported problems. A list of 200 wrong targets adds nothing after the first few, and a response
 * should not be larger than its request.
 */
export const mostProblems = 20;

/** Converts the zod issues of one part of a request (`params`, `query` or `body`) into field problems. */
export function fieldProblemsOf(part: string, error: z.ZodError, value: unknown): FieldProblem[] {
  return error.issues.slice(0, mostProblems).map((issue) => {
    const [code, params] = problemOf(issue, at(value, issue.path));
    return fieldProblem([part, ...issue.path], code, params);
  });
}

type CodeAndParams = [code: FieldProblemCode, params?: FieldProblem["params"]];

function problemOf(issue: z.core.$ZodIssue, value: unknown): CodeAndParams {
  if (value === missing) return ["field-missing"];
  switch (issue.code) {
    case "invalid_type":
      return [wrongTypes[issue.expected] ?? "field-not-of-this-kind"];
    case "too_big":
      return sized(issue.origin, Number(issue.maximum), ["field-too-long", "list-too-long", "number-too-large"]);
    case "too_small":
      return issue.origin === "string" && value === ""
        ? ["field-empty"]
        : sized(issue.origin, Number(issue.minimum), ["field-too-short", "list-too-short", "number-too-small"]);
    case "invalid_format":
      return issue.pattern === String(oneLine)
        ? ["field-not-one-line"]
        : [wrongForms[issue.format] ?? "field-not-of-this-form"];
    case "invalid_value":
      return ["field-not-a-choice", { choices: issue.values.map(String).join(", ") }];
    case "unrecognized_keys":
      return ["field-unknown"];
    case "invalid_union":
      /** For a discriminated union, the issue path names the discriminator and `options` its allowed values. */
      return "options" in issue && Array.isArray(issue.options)
        ? ["field-not-a-choice", { choices: issue.options.map(String).join(", ") }]
        : ["field-not-of-this-kind"];
    default:
      return ["field-not-of-this-form"];
  }
}

const wrongTypes: Readonly<Record<string, FieldProblemCode>> = {
  string: "field-not-text",
  number: "field-not-a-number",
  int: "field-not-whole",
  array: "field-not-a-list",
  object: "field-not-an-object",
  record: "field-not-an-object",
};

const wrongForms: Readonly<Record<string, FieldProblemCode>> = {
  uuid: "field-not-an-id",
  date: "field-not-a-date",
  datetime: "field-not-a-time",
  email: "field-not-an-email",
};

function sized(
  origin: string,
  limit: number,
  [text, list, number]: readonly [FieldProblemCode, FieldProblemCode, FieldProblemCode],
): CodeAndParams {
  return [origin === "string" ? text : origin === "array" || origin === "set" ? list : number, { limit }];
}

const missing = Symbol("nothing was sent");

/**
 * Returns the sent value at a path, or `missing` if nothing was sent there. A value sent in another form, such as a
 * list separated by commas, is unknown, because the path leads into the parsed value.
 */
function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let inner = value;
  for (const key of path) {
    if (inner === undefined) return missing;
    if (typeof inner !== "object" || inner === null) return undefined;
    inner = Object.hasOwn(inner, key) ? (inner as Record<PropertyKey, unknown>)[key] : undefined;
  }
  return inner === undefined ? missing : inner;
}

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
    return schema.def.catchall ? [] : [unknownFieldProblem([...path, name], name, Object.keys(known))];
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

function unknownFieldProblem(path: readonly PropertyKey[], name: string, known: readonly string[]): FieldProblem {
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
