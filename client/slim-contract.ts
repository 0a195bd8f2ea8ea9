import fs from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";

/**
 * Leaves out of the client, while it is built, what only the server reads of the contract: operations that the client never calls, the summaries, actions, problems,
 * limits and types of files of operations, the schemas of their inputs and answers, and usual methods and answers. The compiler checks the client's
 * inputs, and the server checks all. Every page loads the contract.
 */
export function slimContract(): Plugin {
  return {
    name: "slim-contract",
    enforce: "pre",
    transform: (code, id) => {
      if (!/\/core\/contract\/[a-z-]+-operations\.ts$/u.test(id)) return null;
      const called = withoutUncalled(code, isNamed);
      const slim = withoutInputs(withoutDefaults(withoutAnswerSchemas(withoutRules(withoutSummaries(called)))));
      return { code: slim, map: null };
    },
  };
}

/** Returns whether a name stands anywhere in the client's sources, or in those of the server that it shares. */
function isNamed(name: string): boolean {
  sources ??= sourcesBelow(import.meta.dirname) + sourcesBelow(path.join(import.meta.dirname, "../server/core"));
  return new RegExp(`\\b${name}\\b(?!: operation)`, "u").test(sources);
}

let sources: string | undefined;

function sourcesBelow(folder: string): string {
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/u.test(name));
  return files.map((name) => fs.readFileSync(path.join(folder, name), "utf8")).join("\n");
}

/** Returns the source of operations without those that the client never calls. */
export function withoutUncalled(code: string, isCalled: (name: string) => boolean): string {
  let rest = "";
  let from = 0;
  for (const found of code.matchAll(/^ {2}(?<name>\w+): operation\(/gmu)) {
    if (found.index < from || isCalled(found.groups?.["name"] ?? "")) continue;
    rest += code.slice(from, found.index);
    from = expressionEnd(code, found.index) + 1;
  }
  return rest + code.slice(from);
}

/** Returns the source of operations without their summaries. */
export function withoutSummaries(code: string): string {
  return code.replaceAll(/\bsummary:\s*"[^"]*",/gu, "");
}

/** Returns the source of operations without their actions, problems, limits and types of files. */
export function withoutRules(code: string): string {
  return code
    .replaceAll(/\baction:\s*"[^"]*",/gu, "")
    .replaceAll(/\bproblems:\s*(?:\[[^\]]*\]|\w+(?=,)),?/gu, "")
    .replaceAll(/\bcostly: true,/gu, "")
    .replaceAll(/\bmediaTypes:\s*\[[^\]]*\],?/gu, "");
}

/** Returns the source of operations without the schemas of their answers. */
export function withoutAnswerSchemas(code: string): string {
  const begin = /(?<kind>\bkind: "(?:json|events)"),\s*schema: /gu;
  let rest = "";
  let from = 0;
  for (const found of code.matchAll(begin)) {
    rest += code.slice(from, found.index) + (found.groups?.["kind"] ?? "");
    from = expressionEnd(code, found.index + found[0].length);
  }
  return rest + code.slice(from);
}

/** Returns the source of operations without the methods and answers that `call` supposes: "get" and JSON. */
export function withoutDefaults(code: string): string {
  return code
    .replaceAll(/\bmethod: "get",/gu, "")
    .replaceAll(/\banswer: \{ kind: "json"(?:, status: 201)?,?\s*\},/gu, "");
}

/** Returns the source of operations without the schemas of their parameters, queries and bodies. */
export function withoutInputs(code: string): string {
  const source = code.replaceAll(/\/\*.*?\*\//gsu, "");
  let rest = "";
  let from = 0;
  for (const found of source.matchAll(/\boperation\(\{/gu)) {
    let at = found.index + found[0].length;
    rest += source.slice(from, at);
    for (;;) {
      const end = expressionEnd(source, at);
      const field = source.slice(at, end);
      const isLast = source.charAt(end) !== ",";
      if (!/^\s*(?:params|query|body):/u.test(field)) rest += field + (isLast ? "" : ",");
      at = isLast ? end : end + 1;
      if (isLast) break;
    }
    from = at;
  }
  return rest + source.slice(from);
}

/** Returns where an expression ends: at the comma or bracket that is not inside one of its own brackets. */
function expressionEnd(code: string, start: number): number {
  let depth = 0;
  for (let at = start; at < code.length; at += 1) {
    const character = code.charAt(at);
    const isEnd = depth === 0 && ",)]}".includes(character);
    if (isEnd) return at;
    if ("([{".includes(character)) depth += 1;
    else if (")]}".includes(character)) depth -= 1;
  }
  return code.length;
}
