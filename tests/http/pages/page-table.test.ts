import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { formerPaths, settingsPages, sitePageNames, sitePages } from "../../../server/core/contract/settings-pages.ts";
import { contract } from "../../../server/core/contract/contract.ts";
import type { Operation } from "../../../server/core/contract/operation.ts";
import { type PageName, pageNames, pathOf } from "../../../server/core/contract/pages.ts";
import { serverPages } from "../../../server/http/pages/pages.tsx";
import { firstDraft, secondDraft } from "../../support/forum.ts";
import { openServer, type TestServer } from "../server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
  await server.forum.publish("1", firstDraft);
  await server.forum.publish("2", secondDraft);
});

test.each(sitePageNames)("%s names a client module that exists", (name) => {
  expect(existsSync(`client/${serverPages[name].module}`)).toBe(true);
});

test.each(pageNames)("%s names the module that the client imports for it", (name) => {
  const source = readFileSync("client/app/pages.ts", "utf8");
  const module = path.posix.join("..", serverPages[name].module);
  expect(source).toContain(`  ${name}: async () => (await import("${module}")).`);
});

test.each(Object.keys(settingsPages) as (keyof typeof settingsPages)[])(
  "%s names the module that the client imports for it",
  (name) => {
    const source = readFileSync("client/app/SettingsRoutes.tsx", "utf8");
    const module = path.posix.join("..", serverPages[name].module);
    expect(source).toContain(`  ${name}: async () => (await import("${module}")).`);
  },
);

test.each(sitePageNames)(
  "%s needs only operations that read JSON, and whose parameters are in its address or the document of its version",
  (name) => {
    const { path, sent, fetched } = sitePages[name];
    const given = [...path.matchAll(/:(\w+)/gu)].map(([, param]) => param);
    for (const operation of [...sent, ...fetched]) {
      const { method, answer, path: operationPath }: Operation = contract[operation];
      expect([method, answer.kind]).toEqual(["get", "json"]);
      const needed = [...operationPath.matchAll(/\{(\w+)\}/gu)].map(([, param]) => param);
      if (operation === "getDocument" && !given.includes("document")) {
        expect(given.some((param) => param === "version" || param === "revised")).toBe(true);
        continue;
      }
      expect(given).toEqual(expect.arrayContaining(needed));
    }
  },
);

test("no two pages match the same address", () => {
  const shapes = [...Object.values(sitePages).map(({ path }) => path), ...Object.values(formerPaths)].map((path) =>
    path.replace(/:\w+/gu, ":"),
  );
  expect(new Set(shapes).size).toBe(shapes.length);
});

test("a parameter is escaped in a path, except for the signs of a version address", () => {
  expect(pathOf("clauseHistory", { version: "opinion-5@3:ar", clause: "a/b?c" })).toBe(
    "/history/opinion-5@3:ar/a%2Fb%3Fc",
  );
});

describe("a former address", () => {
  const former: [string, string, PageName, string][] = [
    ["/biography/opinion-5@2:en/considering-b", "/history/opinion-5@2:en/considering-b", "clauseHistory", "public"],
    [
      "/pictures/opinion-5?picture=changes&language=en",
      "/evolution/opinion-5?picture=changes&language=en",
      "evolution",
      "public",
    ],
    ["/consensus/opinion-5@2?clause=a%20b", "/positions/opinion-5@2?clause=a%20b", "positions", "public"],
    ["/ledger/opinion-5?text=x", "/outcomes/opinion-5?text=x", "outcomes", "public"],
    ["/ledger/version/opinion-5@2?note=n", "/outcomes/version/opinion-5@2?note=n", "versionOutcomes", "public"],
    ["/working-text/opinion-5@2?with=a", "/next-draft/opinion-5@2?with=a", "nextDraft", "secretariat"],
    ["/asked?x=1", "/inbox?x=1", "inbox", "member"],
  ];

  test.each(former)("%s redirects permanently to %s", async (from, to, _name, who) => {
    const response = await server.request(who, "get", from).expect(301);
    expect(response.headers["location"]).toBe(to);
    await server.request(who, "get", to).expect(200);
  });

  test("every page with a former address is in the list above", () => {
    const listed = former.map(([, , name]) => name);
    expect(Object.keys(formerPaths).toSorted()).toEqual(listed.toSorted());
  });

  test("cannot redirect to another site", async () => {
    const response = await server.request("public", "get", "/ledger/%2F%2Fevil.example").expect(301);
    expect(response.headers["location"]).toBe("/outcomes/%2F%2Fevil.example");
  });
});
