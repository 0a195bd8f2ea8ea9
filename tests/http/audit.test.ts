import { firstDraft } from "../support/forum.ts";
import { openServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
  await server.forum.publish("1", firstDraft);
});

test("the chain is downloaded as lines of JSON, which nobody else may cache", async () => {
  const { text, headers } = await server.request("public", "get", "/api/audit/chain").expect(200);
  expect(text.trimEnd().split("\n")).toHaveLength(2);
  expect(headers).toMatchObject({
    "content-type": expect.stringContaining("application/jsonl") as string,
    "content-disposition": "attachment; filename=audit-chain.jsonl",
    "cache-control": "private, no-cache",
  });
});

test("a position that is no number is refused", async () => {
  for (const after of ["-1", "x", "1.5"])
    await server.request("public", "get", `/api/audit/chain?after=${after}`).expect(400);
});

test("an exported file has the head of the chain in a header", async () => {
  const head = (await server.request("public", "get", "/api/audit/head").expect(200)).body as Record<string, unknown>;
  const { headers } = await server.request("public", "get", "/api/versions/opinion-5@1/export?format=csv").expect(200);
  expect(headers["audit-head"]).toBe(`${String(head["position"])}:${String(head["link"])}`);
});

test("without scripts, the page shows the head, and the policy page leads to it", async () => {
  const head = (await server.request("public", "get", "/api/audit/head")).body as Record<string, unknown>;
  const { text } = await server.request("public", "get", "/audit").expect(200);
  expect(text).toContain(`${String(head["position"])}:${String(head["link"])}`);
  for (const file of ["/api/audit/chain", "/audit-checker.html"]) expect(text).toContain(`href="${file}"`);
  expect((await server.request("public", "get", "/policy").expect(200)).text).toContain('href="/audit"');
});

test("a forum for participants shows the public neither head nor page", async () => {
  const closed = await openServer({ forum: { audience: "participants" } });
  for (const path of ["/api/audit/head", "/api/audit/chain", "/audit"])
    await closed.request("public", "get", path).expect(401);
});
