import { existsSync, readFileSync } from "node:fs";
import { contract } from "../../../server/core/contract/contract.ts";
import type { Operation } from "../../../server/core/contract/operation.ts";
import { pageNames, pages, pathOf } from "../../../server/core/contract/pages.ts";
import { say } from "../../../server/core/messages/messages.ts";

test.each(pageNames)("%s names a client module that exists", (name) => {
  expect(existsSync(`client/${pages[name].module}`)).toBe(true);
});

test.each(pageNames)("%s names the module that the client imports for it", (name) => {
  const source = readFileSync("client/app/pages.ts", "utf8");
  expect(source).toContain(`  ${name}: async () => (await import("../${pages[name].module}")).`);
});

test.each(pageNames)("%s has a title in the catalogue", (name) => {
  expect(say({ code: pages[name].title, params: {} }, "en")).not.toBe(pages[name].title);
});

test.each(pageNames)("%s needs only operations that read JSON and whose parameters are in its address", (name) => {
  const { path, sent, fetched } = pages[name];
  const given = [...path.matchAll(/:(\w+)/gu)].map(([, param]) => param);
  for (const operation of [...sent, ...fetched]) {
    const { method, answer, path: operationPath }: Operation = contract[operation];
    expect([method, answer.kind]).toEqual(["get", "json"]);
    const needed = [...operationPath.matchAll(/\{(\w+)\}/gu)].map(([, param]) => param);
    expect(given).toEqual(expect.arrayContaining(needed));
  }
});

test("no two pages match the same address", () => {
  const shapes = Object.values(pages).map(({ path }) => path.replace(/:\w+/gu, ":"));
  expect(new Set(shapes).size).toBe(shapes.length);
});

test("a parameter is escaped in a path, except for the signs of a version address", () => {
  expect(pathOf("clauseHistory", { version: "opinion-5@3:ar", clause: "a/b?c" })).toBe(
    "/biography/opinion-5@3:ar/a%2Fb%3Fc",
  );
});
