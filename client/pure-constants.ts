import type { Plugin } from "vite";

/** What is read of a node of the parsed source (ESTree): its kind and its range in UTF-16 units. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly declaration?: Node | null;
  readonly declarations?: readonly { readonly init: Node | null }[];
}

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

/** Kinds of expressions that may call something while they make a constant. */
const made = new Set(["CallExpression", "NewExpression", "ObjectExpression", "ArrayExpression"]);

/**
 * Returns the source of a module with each expression marked that calls, or copies, something to make one of the
 * module's constants. `body` are its statements.
 */
export function withPureConstants(code: string, body: readonly Node[]): string {
  const calls = body
    .flatMap((statement) => (statement.declaration ?? statement).declarations ?? [])
    .map(({ init }) => init)
    .filter((init) => init && made.has(init.type) && /\(|\.\.\./u.test(code.slice(init.start, init.end)));
  let marked = "";
  let from = 0;
  for (const { start, end } of calls.filter((call) => call !== null)) {
    marked += `${code.slice(from, start)}/* @__PURE__ */ (() => (${code.slice(start, end)}))()`;
    from = end;
  }
  return marked + code.slice(from);
}
