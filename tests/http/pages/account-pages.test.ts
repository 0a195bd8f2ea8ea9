import { openServer, type TestServer } from "../server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});

describe.each(["/profile", "/clearance", "/replies"])("%s", (page) => {
  test("is closed to visitors without an account", async () => {
    await server.request("public", "get", page).expect(401);
  });

  test.each(["secretariat", "chair", "coordinator", "member", "observer"])("opens for the %s", async (who) => {
    const { text } = await server.request(who, "get", page).expect(200);
    expect(text).toContain("</main>");
  });

  test("stays in no browser for the next person", async () => {
    const { headers } = await server.request("member", "get", page).expect(200);
    expect(headers["cache-control"]).toContain("no-store");
  });
});
