import { contract } from "#core/contract/contract.ts";
import type { Operation } from "#core/contract/operation.ts";
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

const point = { clause: "title", offset: 0 };
const quote = { exact: "", prefix: "", suffix: "" };
const range = { kind: "range", start: point, end: point, quote };
const insertion = { kind: "insert", after: "title" };

test.each([
  [{ targets: [{ kind: "document" }, { kind: "clause", clause: "title", colour: 1 }] }, "targets/1/colour"],
  [{ targets: [{ ...range, end: { ...point, offsett: 2 } }] }, "targets/0/end/offsett"],
  [{ targets: [{ kind: "document", clause: "title" }] }, "targets/0/clause"],
  [{ change: { base: "opinion-5@1", revised: "opinion-5@1", side: "base" } }, "change/side"],
  [{ operations: [{ ...insertion, clause: { kind: "paragraph", content: [], dept: 1 } }] }, "operations/0/clause/dept"],
])("refuses an unknown field inside of a body: %#", async (inside, pointer) => {
  const sent = server.request("member", "post", "/api/versions/opinion-5@1/annotations");
  const answer = await sent.send({ ...comment, ...inside }).expect(400);
  const problem = expect.objectContaining({ pointer: `/body/${pointer}` }) as unknown;
  expect((answer.body as Problem).errors).toContainEqual(problem);
  expect((answer.body as Problem).detail).toContain(`${pointer.replaceAll("/", ".")}: there is no such field.`);
});

test("leaves the content of drafts open", async () => {
  const content = [{ type: "text", text: "That is all.", origin: "a program" }];
  const clause = { kind: "paragraph", label: null, depth: 0, content };
  const body = { ...comment, kind: "proposal", operations: [{ ...insertion, clause }] };
  await server.request("member", "post", "/api/versions/opinion-5@1/annotations").send(body).expect(201);
});

test("leaves the answers of authenticators open", async () => {
  const credential = {
    id: "x",
    rawId: "x",
    type: "public-key",
    response: { clientDataJSON: "e30", more: {} },
    more: 1,
  };
  const answer = await server.request("public", "post", "/api/sign-in/passkeys/confirm").send({ credential });
  expect((answer.body as Problem).code).toBe("passkey-not-valid");
});

test.each([
  ["settlePlace", { kind: "confirmed", revision: 0, targets: [] }, "targets"],
  ["confirmSignIn", { token: "x", code: "123456" }, "code"],
  ["publishVersion", { consultations: "move" }, "consultations"],
] as const)("%s refuses a field that its kind of body does not have", async (name, body, field) => {
  const { method, path }: Operation = contract[name];
  const sent = server.request("secretariat", method, `/api${path.replace(/\{\w+\}/gu, "x")}`);
  const answer = await sent.send(body).expect(400);
  expect((answer.body as Problem).errors).toEqual([expect.objectContaining({ pointer: `/body/${field}` })]);
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
