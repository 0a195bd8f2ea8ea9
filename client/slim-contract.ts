import fs from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import { contract } from "../server/core/contract/contract.ts";
import type { Operation } from "../server/core/contract/operation.ts";
import { constantsOf } from "./pure-constants.ts";

/**
 * Replaces each operation of the contract, while the client is built, by what `call` reads of it, and leaves out those
 * that the client never calls. The compiler checks the client's inputs, and the server checks all. Every page loads the
 * contract.
 */
export function slimContract(): Plugin {
  return {
    name: "slim-contract",
    apply: "build",
    transform(code, id) {
      if (!/\/core\/contract\/[a-z-]+-operations\.ts$/u.test(id)) return null;
      return { code: withSlimOperations(code, this.parse(code).body, contract, isNamed), map: null };
    },
  };
}

/**
 * Returns the source of a module of the contract with its operations slim. `body` are its statements, `operations` are
 * those of the contract, and `isCalled` names the ones to keep.
 */
function withSlimOperations(
  code: string,
  body: readonly object[],
  operations: Readonly<Record<string, Operation>>,
  isCalled: (name: string) => boolean,
): string {
  let slim = "";
  let from = 0;
  for (const { properties = [] } of constantsOf(body)) {
    for (const { start, key, value } of properties) {
      const name = key?.name ?? "";
      const operation = operations[name];
      if (!operation || value?.callee?.name !== "operation") continue;
      slim += code.slice(from, start) + (isCalled(name) ? `${name}: ${JSON.stringify(slimOf(operation))}` : "...{}");
      from = value.end;
    }
  }
  return slim + code.slice(from);
}

/** The address of an operation, its method if it is not "get", and the kind of its answer if it is not JSON. */
function slimOf({ method, path: address, answer: { kind } }: Operation): object {
  return { path: address, ...(method !== "get" && { method }), ...(kind !== "json" && { answer: { kind } }) };
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
