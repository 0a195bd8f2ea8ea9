import * as z from "zod";
import { contract } from "#core/contract/contract.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import type { Operation } from "#core/contract/operation.ts";
import { PersonFields } from "#core/contract/people-operations.ts";
import { oneLine, OneLine } from "#core/text/one-line.ts";

/** The names of fields that hold a name, which is shown in a line of a list, a message or a file. */
const names = new Set(["name", "shortName", "title", "shortTitle", "label", "place"]);

/** Returns the fields of a JSON schema that hold a name, as [path, schema]. */
function namesIn(schema: unknown, path: string): [string, z.core.JSONSchema.JSONSchema][] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {}, items, anyOf = [], oneOf = [] } = schema as z.core.JSONSchema.ObjectSchema;
  return [
    ...Object.entries(properties).flatMap(([key, field]): [string, z.core.JSONSchema.JSONSchema][] =>
      names.has(key) ? [[`${path}/${key}`, field as z.core.JSONSchema.JSONSchema]] : namesIn(field, `${path}/${key}`),
    ),
    ...namesIn(items, path),
    ...[...anyOf, ...oneOf].flatMap((one) => namesIn(one, path)),
  ];
}

const fields = Object.entries<Operation>(contract).flatMap(([operation, { body, query }]) =>
  [body, query].flatMap((part) =>
    part ? namesIn(z.toJSONSchema(part, { io: "input", unrepresentable: "any" }), operation) : [],
  ),
);

/** Labels of clauses follow rules of their own, and authors and sources are named as in the file that was received. */
const otherNames = /\/(?:operations|correction|authors|sources)\//u;
const named = fields.filter(([path]) => !otherNames.test(path));

test.each(named)("%s is one line", (_path, field) => {
  const [text = field] = field.anyOf ?? [];
  expect(text).toMatchObject({ type: "string", minLength: 1, pattern: oneLine.source });
});

test("requests send names in many operations", () => {
  expect(named.length).toBeGreaterThan(25);
});

const characters = (...codes: number[]): string => String.fromCodePoint(...codes);

test.each([
  ["a line feed", 0x0a],
  ["a carriage return", 0x0d],
  ["a tab", 0x09],
  ["a null", 0x00],
  ["a delete", 0x7f],
  ["a next line of C1", 0x85],
  ["a line separator", 0x2028],
  ["a paragraph separator", 0x2029],
])("a name with %s is refused", (_name, code) => {
  const name = `Ana${characters(code)}Vaipulu`;
  const { error } = PersonFields.safeParse({ name, email: null, organisationId: null, role: "member" });
  expect(error && fieldProblemsOf("body", error, { name })).toEqual([
    { pointer: "/body/name", code: "field-not-one-line", params: {} },
  ]);
});

test.each([
  ["isolate marks", `${characters(0x2067)}عنا${characters(0x2069)}`],
  ["a joiner", `م${characters(0x200c)}ن`],
  ["a no-break space", `Ana${characters(0xa0)}Vaipulu`],
  ["letters beyond the basic plane", "𠮷田"],
])("a name may have %s", (_name, name) => {
  expect(OneLine.parse(name)).toBe(name);
});

test("space and line breaks around a name are removed", () => {
  expect(OneLine.parse(" Ana Vaipulu\r\n")).toBe("Ana Vaipulu");
});
