import type { Problem } from "#core/contract/problem.ts";
import { openServer, type TestServer } from "./server.ts";
import { firstDraft } from "../support/forum.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
  await server.forum.publish("1", firstDraft);
});

const comment = {
  ...{ id: "00000000-0000-4000-8000-000000000900", kind: "comment", type: "general", text: "A remark." },
  ...{ targets: [{ kind: "document" }], operations: [], visibility: "private", capacity: "organisation", jointly: [] },
};

test.each([
  ["visiblity", { code: "field-misspelt", params: { near: "visibility" } }],
  ["colour", { code: "field-unknown", params: {} }],
])("refuses the unknown field %s, and writes nothing", async (name, problem) => {
  const sent = server.request("member", "post", "/api/versions/opinion-5@1/annotations");
  const answer = await sent.send({ ...comment, [name]: "submitted" }).expect(400);
  expect((answer.body as Problem).errors).toEqual([expect.objectContaining({ pointer: `/body/${name}`, ...problem })]);
  const listed = await server.request("member", "get", "/api/versions/opinion-5@1/annotations").expect(200);
  expect(listed.body).toEqual([]);
});

test.each([
  ["/api/versions/opinion-5@1/annotations/page?limt=2", "limt", { near: "limit" }],
  ["/api/documents/opinion-5/events?x=1", "x", {}],
  ["/api/me?limit=2", "limit", {}],
])("refuses the unknown parameter of %s", async (path, name, params) => {
  const answer = await server.request("member", "get", path).expect(400);
  expect((answer.body as Problem).errors).toEqual([expect.objectContaining({ pointer: `/query/${name}`, params })]);
});

test("says what was meant", async () => {
  const answer = await server.request("member", "get", "/api/versions/opinion-5@1/annotations/page?limt=2").expect(400);
  expect((answer.body as Problem).detail).toContain("limt: there is no such field. Did you mean limit?");
});

test("pages ignore what links of others add to their address", async () => {
  for (const page of ["/", "/read/opinion-5@1", "/circles", "/contributions"])
    await server.request("member", "get", `${page}?utm_source=mail`).expect(200);
});
