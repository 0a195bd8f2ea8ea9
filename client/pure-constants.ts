import type { Plugin } from "vite";
import { constantsOf } from "./module-constants.ts";

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
