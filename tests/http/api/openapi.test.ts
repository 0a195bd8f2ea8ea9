import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { contract } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
import { problemStatus } from "#core/contract/problem.ts";
import { printOpenapi, problemsOf } from "../../../server/http/api/openapi.ts";
import type { Handlers } from "../../../server/http/api/handler-types.ts";
import { openLimits } from "../../../server/http/middleware/limits.ts";
import { routes } from "../../../server/http/api/routes.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";
import { usualLimits } from "../../support/usual-limits.ts";

const scratch = scratchFolder();

interface Described {
  operationId: string;
  parameters?: { in: string; name: string; required?: boolean; style?: string; explode?: boolean }[];
  requestBody?: { required: boolean; content: Record<string, unknown> };
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
}

// Through JSON, because readers of the description get JSON.
const document = JSON.parse(JSON.stringify(printOpenapi())) as {
  openapi: string;
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, unknown> };
};
const operations = Object.entries<Operation>(contract);

function describedAs(operation: Operation): Described {
  const described = document.paths[operation.path]?.[operation.method];
  if (!described) throw new Error(`${operation.method} ${operation.path} is not described`);
  return described;
}

test("is valid OpenAPI", () => {
  const file = path.join(scratch, "openapi.json");
  writeFileSync(file, JSON.stringify(document));
  const { stdout, stderr, status } = spawnSync(process.execPath, ["node_modules/.bin/validate-api", file], {
    encoding: "utf8",
  });
  expect([status, stdout + stderr]).toEqual([0, expect.stringContaining('"valid": true')]);
});

test("is OpenAPI 3.1 and describes exactly the operations of the contract", () => {
  expect(document.openapi).toBe("3.1.0");
  const described = Object.values(document.paths).flatMap((path) => Object.values(path).map((one) => one.operationId));
  expect(described.sort()).toEqual(Object.keys(contract).sort());
});

test("routes exactly the operations that are described", () => {
  const handlers = new Proxy({}, { get: () => () => Promise.resolve() }) as Handlers;
  const routed = routes(contract, handlers, openLimits(usualLimits)).stack.flatMap(({ route }) =>
    route ? route.stack.map(({ method }) => `${method} ${route.path}`) : [],
  );
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path.replace(/\{(\w+)\}/gu, ":$1")}`),
  );
  const former = Object.values<Operation>(contract).flatMap(({ method, formerPath }) =>
    formerPath === undefined ? [] : [`${method} ${formerPath.replace(/\{(\w+)\}/gu, ":$1")}`],
  );
  expect([...new Set(routed)].sort()).toEqual([...described, ...former].sort());
});

test.each(operations)("describes %s under its method and path, with all its parameters", (name, operation) => {
  const described = describedAs(operation);
  expect(described.operationId).toBe(name);
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/gu)].map((match) => match[1]);
  const parameters = described.parameters ?? [];
  expect(parameters.filter((one) => one.in === "path").map((one) => one.name)).toEqual(inPath);
  expect(parameters.filter((one) => one.in === "path").every((one) => one.required)).toBe(true);
  expect(parameters.filter((one) => one.in === "query").map((one) => one.name)).toEqual(
    Object.keys(operation.query?.shape ?? {}),
  );
});

test.each(operations)("describes %s with its response and all its problems", (_name, operation) => {
  const { responses } = describedAs(operation);
  const success = Object.keys(responses).find((status) => status.startsWith("2"));
  expect(success).toBe(
    { json: "200", file: "200", "written-file": "200", events: "200", nothing: "204" }[operation.answer.kind].replace(
      "200",
      operation.answer.kind === "json" ? String(operation.answer.status ?? 200) : "200",
    ),
  );
  const refusals = Object.entries(responses).filter(([status]) => status.startsWith("4") || status.startsWith("5"));
  const statuses = new Set(problemsOf(operation).map((code) => String(problemStatus[code])));
  expect(new Set(refusals.map(([status]) => status))).toEqual(statuses);
  for (const [, { content }] of refusals) {
    expect(content).toEqual({ "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } });
  }
});

test("defines every schema it refers to", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/gu)];
  expect(references.length).toBeGreaterThan(50);
  for (const [, name] of references) expect(Object.keys(document.components.schemas)).toContain(name);
});

test("describes a list filter as one parameter with commas", () => {
  const parameters = describedAs(contract.exportVersion).parameters ?? [];
  expect(parameters.find((one) => one.name === "organisations")).toMatchObject({ style: "form", explode: false });
});

test("describes a file upload as bytes and other requests as JSON", () => {
  expect(Object.keys(describedAs(contract.prepareVersion).requestBody?.content ?? {})).toEqual([
    "application/octet-stream",
  ]);
  expect(Object.keys(describedAs(contract.createAnnotation).requestBody?.content ?? {})).toEqual(["application/json"]);
});

test("says whether a request needs a body", () => {
  expect(describedAs(contract.withdrawVersion).requestBody?.required).toBe(true);
  expect(describedAs(contract.publishVersion).requestBody?.required).toBe(false);
});
