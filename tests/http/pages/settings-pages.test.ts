import { settingsSections } from "../../../server/core/contract/settings-pages.ts";
import { openServer, type TestServer } from "../server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});

const pages = [...settingsSections.map((section) => `/settings/${section}`), "/set-up"];

test.each(pages)("%s is only for the secretariat", async (page) => {
  await server.request("public", "get", page).expect(401);
  for (const role of ["chair", "coordinator", "member", "observer"] as const) {
    await server.request(role, "get", page).expect(403);
  }
  const { text } = await server.request("secretariat", "get", page).expect(200);
  expect(text).toContain("</main>");
});

test("a browser does not keep the settings for the next person", async () => {
  const response = await server.request("secretariat", "get", "/settings/people").expect(200);
  expect(response.headers["cache-control"]).toContain("no-store");
});

test("the settings open with the forum", async () => {
  const response = await server.request("secretariat", "get", "/settings").expect(302);
  expect(response.headers["location"]).toBe("/settings/forum");
});

test("there is no other section", async () => {
  await server.request("secretariat", "get", "/settings/nowhere").expect(404);
});
