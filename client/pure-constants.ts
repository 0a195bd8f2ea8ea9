import type { Plugin } from "vite";

/**
 * Marks the constants of the shared code (server/core) as free of side effects, so that the build leaves out those that
 * no page uses: nearly all schemas. Making one is a call, which could otherwise have an effect.
 */
export function pureConstants(): Plugin {
  return {
    name: "pure-constants",
    apply: "build",
    transform(code, id) {
      if (!/\/server\/core\/[^?]+\.ts$/u.test(id)) return null;
      return { code: withPureConstants(code, this.parse(code).body), map: null };
    },
  };
}

/** Kinds of expressions that can contain a call. */
const composite = new Set(["CallExpression", "NewExpression", "ObjectExpression", "ArrayExpression"]);

/** Marks the constants in a module's source whose value contains a call or a copy. `body` contains its statements. */
export function withPureConstants(code: string, body: readonly object[]): string {
  let marked = "";
  let from = 0;
  for (const { type, start, end } of constantsOf(body)) {
    const value = code.slice(start, end);
    if (!composite.has(type) || !/\(|\.\.\./u.test(value)) continue;
    marked += `${code.slice(from, start)}/* @__PURE__ */ (() => (${value}))()`;
    from = end;
  }
  return marked + code.slice(from);
}

/** An expression in a parsed module (ESTree). `start` and `end` are its range in the source, in UTF-16 units. */
export interface Expression {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** The function's name, in a call. */
  readonly callee?: { readonly name?: string };
  /** The members of an object. */
  readonly properties?: readonly {
    readonly start: number;
    readonly key?: { readonly name?: string };
    readonly value?: Expression;
  }[];
}

interface Statement {
  readonly declaration?: Statement | null;
  readonly declarations?: readonly { readonly init: Expression | null }[];
}

/** Returns the initial values of a module's constants, in order. `body` contains the module's parsed statements. */
export function constantsOf(body: readonly object[]): Expression[] {
  return (body as readonly Statement[])
    .flatMap((statement) => (statement.declaration ?? statement).declarations ?? [])
    .flatMap(({ init }) => init ?? []);
}
