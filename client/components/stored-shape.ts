/**
 * Reads a value from the browser's storage, which may be damaged or from an earlier version of the page. Returns a new
 * value with the known fields only.
 *
 * @throws TypeError if the value has another shape
 */
export type Shape<Value> = (stored: unknown) => Value;

/** The object whose fields have these shapes. */
export type Shaped<Fields> = { [Key in keyof Fields]: Fields[Key] extends Shape<infer Value> ? Value : never };

export const text: Shape<string> = (stored) => (typeof stored === "string" ? stored : misfit());

export const truth: Shape<boolean> = (stored) => (typeof stored === "boolean" ? stored : misfit());

/** A whole number from 0. */
export const count: Shape<number> = (stored) =>
  typeof stored === "number" && Number.isSafeInteger(stored) && stored >= 0 ? stored : misfit();

export const record: Shape<Record<string, unknown>> = (stored) =>
  typeof stored === "object" && stored !== null && !Array.isArray(stored)
    ? (stored as Record<string, unknown>)
    : misfit();

/** A code of a closed list. */
export function oneOf<Code extends string>(codes: readonly Code[]): Shape<Code> {
  return (stored) => codes.find((code) => code === stored) ?? misfit();
}

export function nullable<Value>(shape: Shape<Value>): Shape<Value | null> {
  return (stored) => (stored === null ? null : shape(stored));
}

/** A field that earlier versions did not store. */
export function optional<Value>(shape: Shape<Value>): Shape<Value | undefined>;
export function optional<Value>(shape: Shape<Value>, initial: Value): Shape<Value>;
export function optional<Value>(shape: Shape<Value>, initial?: Value): Shape<Value | undefined> {
  return (stored) => (stored === undefined ? initial : shape(stored));
}

export function listOf<Item>(item: Shape<Item>): Shape<Item[]> {
  return (stored) => (Array.isArray(stored) ? stored.map((each) => item(each)) : misfit());
}

/** An object whose keys are ids. */
export function recordOf<Value>(value: Shape<Value>): Shape<Record<string, Value>> {
  return (stored) => Object.fromEntries(Object.entries(record(stored)).map(([key, each]) => [key, value(each)]));
}

/** An object with known fields. The result has them in the order of `fields`. */
export function object<Value extends object>(fields: {
  readonly [Key in keyof Value]-?: Shape<Value[Key]>;
}): Shape<Value> {
  return (stored) => {
    const known = record(stored);
    const read = Object.entries<Shape<unknown>>(fields).map(([key, shape]) => [key, shape(known[key])] as const);
    return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as Value;
  };
}

/** An object whose other fields depend on its `kind`. */
export function byKind<Value extends { kind: string }>(shapes: {
  readonly [Kind in Value["kind"]]: Shape<Omit<Extract<Value, { kind: Kind }>, "kind">>;
}): Shape<Value> {
  const kinds = oneOf(Object.keys(shapes) as Value["kind"][]);
  return (stored) => {
    const kind = kinds(record(stored)["kind"]);
    return { kind, ...shapes[kind](stored) } as unknown as Value;
  };
}

function misfit(): never {
  throw new TypeError("The stored value has another shape");
}
