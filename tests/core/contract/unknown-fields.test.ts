import * as z from "zod";
import { contract } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import { unknownFields } from "#core/contract/field-problem.ts";

const bodies = Object.entries<Operation>(contract).flatMap(([operation, { body }]) =>
  body ? [[operation, body] as const] : [],
);

/** Returns values of a JSON schema, each with an unknown field in another of its objects. Open objects get none. */
function valuesWithUnknown(schema: unknown): unknown[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties, items, anyOf = [], oneOf = [], additionalProperties } = schema as z.core.JSONSchema.ObjectSchema;
  const fields = Object.entries(properties ?? {}) as [string, z.core.JSONSchema.Schema][];
  const kind = Object.fromEntries(
    fields.flatMap(([name, { const: value }]) => (value === undefined ? [] : [[name, value]])),
  );
  return [
    ...(properties && additionalProperties === undefined ? [{ ...kind, unheardOf: 1 }] : []),
    ...fields.flatMap(([name, field]) => valuesWithUnknown(field).map((value) => ({ ...kind, [name]: value }))),
    ...valuesWithUnknown(items).map((value) => [value]),
    ...[...anyOf, ...oneOf].flatMap(valuesWithUnknown),
  ];
}

test.each(bodies)("finds an unknown field in every object of the body of %s", (_operation, body) => {
  const values = valuesWithUnknown(z.toJSONSchema(body, { io: "input", unrepresentable: "any" }));
  expect(values).not.toEqual([]);
  for (const value of values)
    expect(unknownFields("body", body, value)).toEqual([
      { pointer: expect.stringMatching(/^\/body.*\/unheardOf$/u) as string, code: "field-unknown", params: {} },
    ]);
});
