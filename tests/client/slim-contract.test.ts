import fs from "node:fs";
import path from "node:path";
import { contract } from "../../server/core/contract/contract.ts";

const root = path.join(__dirname, "../..");
const scripts = filesBelow("dist/client/assets", /\.js$/u);
const sources = filesBelow("client", /\.tsx?$/u);

function filesBelow(folder: string, wanted: RegExp): string {
  const files = fs.readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((name) => wanted.test(name))
    .map((name) => fs.readFileSync(path.join(root, folder, name), "utf8"))
    .join("\n");
}

const called = [...new Set([...sources.matchAll(/\b(?:call|urlOf)\("(\w+)"/gu)].map(([, name = ""]) => name))];

test("the built client has the path of each operation that it calls", () => {
  expect(called.length).toBeGreaterThan(100);
  const missing = called.filter((name) => {
    const { path: address } = contract[name as keyof typeof contract];
    return !new RegExp(`\\b${name}:\\{path:["\`]${address.replace(/[{}.]/gu, "\\$&")}["\`]`, "u").test(scripts);
  });
  expect(missing).toEqual([]);
});

test("the built client has no summary, permission or problem of an operation", () => {
  const slim = [...scripts.matchAll(/\b\w+:\{path:[^}]*(?:\{\w+\}[^{}]*)*\}/gu)].map(([text]) => text).join("\n");
  expect(slim).toContain("createAnnotation");
  expect(slim).not.toMatch(/\b(?:summary|action|problems):/u);
});

test("the built client has no operation that it never calls", () => {
  const uncalled = Object.keys(contract).filter((name) => !new RegExp(`\\b${name}\\b`, "u").test(sources));
  expect(uncalled).toContain("getOpenapi");
  expect(uncalled.filter((name) => new RegExp(`\\b${name}:\\{path:`, "u").test(scripts))).toEqual([]);
});

test("no code of the client reads a schema of an input from the contract", () => {
  expect(sources).not.toMatch(/\b(?:contract|\w+Operations)\.\w+\.(?:params|query|body)\b/u);
});
