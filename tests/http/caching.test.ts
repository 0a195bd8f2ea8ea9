import request from "supertest";
import { firstDraft, secondDraft, uuid } from "../support/forum.ts";
import { openServer, type TestServer } from "./server.ts";

let server: TestServer;
let versionId: string;
beforeAll(async () => {
  server = await openServer();
  versionId = (await server.forum.publish("1", firstDraft)).id;
  await server.forum.publish("2", secondDraft);
});

test.each([
  "/api/library",
  "/api/versions/opinion-5@1",
  "/api/comparisons/opinion-5@1/opinion-5@2",
  "/outcomes/opinion-5",
  "/read/opinion-5@1",
  "/compare/opinion-5@1/opinion-5@2",
])("%s is cached only by its reader and revalidated without a body", async (path) => {
  const first = await server.request("member", "get", path).expect(200);
  expect(first.headers["cache-control"]).toBe("private, no-cache");
  const etag = String(first.headers["etag"]);
  expect(etag).toMatch(/^W\/"/u);
  const again = await server.request("member", "get", path).set("If-None-Match", etag).expect(304);
  expect(again.text).toBe("");
});

test("a comment changes a version's counts and ETag", async () => {
  const etag = String((await server.request("member", "get", "/api/versions/opinion-5@1")).headers["etag"]);
  await server.forum.comment("member");
  await server.request("member", "get", "/api/versions/opinion-5@1").set("If-None-Match", etag).expect(200);
});

test("a link between clauses changes the comparison page", async () => {
  const compared = "opinion-5@1/opinion-5@2";
  const before = await server.request("member", "get", `/compare/${compared}`);
  const link = { id: uuid(50), baseClause: "considering-c", revisedClause: null, reason: "It is meant so." };
  await server.request("secretariat", "post", `/api/comparisons/${compared}/links`).send(link).expect(201);
  const etag = String(before.headers["etag"]);
  const after = await server.request("member", "get", `/compare/${compared}`).set("If-None-Match", etag).expect(200);
  expect(after.text).not.toBe(before.text);
});

test("an original file is revalidated every time because its reader may sign out", async () => {
  const path = `/api/versions/${versionId}/original`;
  const first = await server.request("member", "get", path).expect(200);
  expect(first.headers["cache-control"]).toBe("private, no-cache");
  const etag = String(first.headers["etag"]);
  await server.request("member", "get", path).set("If-None-Match", etag).expect(304);
  await server.request("public", "get", path).set("If-None-Match", etag).expect(401);
});

test("the response to a write is not cached", async () => {
  const body = { name: "Script", scopes: ["read"], days: 1 };
  const answer = await server.request("secretariat", "post", "/api/tokens").send(body).expect(201);
  expect(answer.headers["cache-control"]).toBe("no-store");
});

test("signing out clears the browser's cache of the site", async () => {
  const leaving = await openServer();
  const answer = await leaving.request("member", "post", "/api/sign-out").expect(204);
  expect(answer.headers["clear-site-data"]).toBe('"cache"');
  const byForm = await leaving.request("other", "post", "/sign-out").expect(303);
  expect(byForm.headers["clear-site-data"]).toBe('"cache"');
});

test("sends an original file as a download", async () => {
  const answer = await server.request("member", "get", "/api/versions/opinion-5@1/original").expect(200);
  expect(answer.headers).toMatchObject({
    "content-disposition": "attachment; filename=opinion-5.1.md",
    "content-type": "application/octet-stream",
    "x-content-type-options": "nosniff",
  });
  expect((answer.body as Buffer).toString()).toBe(firstDraft);
});

test("a refusal is not cached", async () => {
  const answer = await request(server.app).get("/api/participants").expect(401);
  expect(answer.headers["cache-control"]).toBe("no-store");
});

test("an unchanged page keeps the security policy of its first response", async () => {
  const first = await request(server.app).get("/").expect(200);
  const again = await request(server.app).get("/").set("If-None-Match", String(first.headers["etag"])).expect(304);
  expect(again.headers["content-security-policy"]).toBeUndefined();
});

test("compresses text for a client that accepts it", async () => {
  const answer = await server.request("public", "get", "/read/opinion-5@1").set("Accept-Encoding", "gzip").expect(200);
  expect(answer.headers["content-encoding"]).toBe("gzip");
});
