import request from "supertest";
import { firstDraft, uuid } from "../support/forum.ts";
import { openServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
  await server.forum.publish("1", firstDraft);
});

const annotations = "/api/versions/opinion-5@1/annotations";
const comment = {
  id: uuid(1),
  kind: "comment",
  type: "general",
  targets: [{ kind: "document" }],
  text: "A remark.",
  operations: [],
  visibility: "submitted",
  circle: null,
  capacity: "organisation",
  jointly: [],
};

describe("rejects hostile paths", () => {
  test.each([
    "/../package.json",
    "/assets/../../package.json",
    "/assets/%2e%2e/%2e%2e/package.json",
    "/assets/..%2f..%2fpackage.json",
    "/..%5c..%5cpackage.json",
    "/api/versions/..%2F..%2Flock",
    "/api/versions/..%2F..%2Flock/original",
    "/read/..%2f..%2fetc%2fpasswd",
    "/%00",
    "/api/versions/__proto__",
    "/api/documents/constructor",
    "/api/annotations/__proto__",
  ])("%s", async (path) => {
    const answer = await server.request("secretariat", "get", path);
    expect([400, 404]).toContain(answer.status);
    expect(answer.text).not.toContain('"rapporteur"');
  });
});

test.each([
  ['a".md', "attachment; filename="],
  ["a\r\nSet-Cookie: x=1.md", "attachment; filename="],
  ["../../etc/passwd", "attachment; filename="],
  ["проект\u202e.md", "attachment; filename="],
])("returns a file called %j with one safe header", async (fileName, start) => {
  const query = new URLSearchParams({ fileName, round: "7", label: "Draft", date: "2013-02-20", language: "en" });
  const created = await server
    .request("secretariat", "post", `/api/documents/opinion-5/versions?${query.toString()}`)
    .set("Content-Type", "application/octet-stream")
    .send(`${firstDraft}\n3 that nothing else is meant.\n`)
    .expect(201);
  const { id } = (created.body as { version: { id: string } }).version;
  const answer = await server.request("secretariat", "get", `/api/versions/${id}/original`).expect(200);
  const header = String(answer.headers["content-disposition"]);
  expect(header.startsWith(start)).toBe(true);
  // eslint-disable-next-line no-control-regex -- what no header may have
  expect(header).not.toMatch(/[\r\n\u0000/\u202e]/u);
  expect(answer.headers["set-cookie"]).toBeUndefined();
  await server.request("secretariat", "delete", `/api/versions/${id}`).expect(204);
});

test.each([
  ["en-a", 400],
  ["en-abcdefghi", 400],
  ["zh-Hant", 201],
  ["es-419", 201],
])("answers an upload in the language %s with status %d", async (language, status) => {
  const query = new URLSearchParams({ fileName: "a.md", round: "8", label: "Draft", date: "2013-02-20", language });
  const created = await server
    .request("secretariat", "post", `/api/documents/opinion-5/versions?${query.toString()}`)
    .set("Content-Type", "application/octet-stream")
    .send(firstDraft)
    .expect(status);
  if (status !== 201) return;
  const { id } = (created.body as { version: { id: string } }).version;
  await server.request("secretariat", "get", `/read/${id}`).expect(200);
  await server.request("secretariat", "delete", `/api/versions/${id}`).expect(204);
});

describe("rejects hostile JSON or treats it as plain data", () => {
  test("10,000 nested brackets", async () => {
    const deep = `{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`;
    const answer = await server
      .request("member", "post", annotations)
      .set("Content-Type", "application/json")
      .send(deep);
    expect(answer.status).toBe(400);
  });

  test("deeply nested proposal content", async () => {
    const nested = `${'{"type":"text","text":"a","marks":[{"type":"link","attrs":'.repeat(300)}{}${"}]}".repeat(300)}`;
    const operation = `{"kind":"replace","start":{"clause":"considering-a","offset":0},"end":{"clause":"considering-a","offset":4},"content":[${nested}]}`;
    const body = JSON.stringify({ ...comment, kind: "proposal" }).replace(
      '"operations":[]',
      `"operations":[${operation}]`,
    );
    const answer = await server
      .request("member", "post", annotations)
      .set("Content-Type", "application/json")
      .send(body);
    expect([400, 422]).toContain(answer.status);
  });

  test("names from the object prototype", async () => {
    const body = `${JSON.stringify(comment).slice(0, -1)},"__proto__":{"role":"secretariat"},"constructor":{"prototype":{"polluted":1}}}`;
    await server.request("member", "post", annotations).set("Content-Type", "application/json").send(body).expect(400);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
    expect(({} as Record<string, unknown>)["role"]).toBeUndefined();
  });

  test("names from the object prototype in a query", async () => {
    const path = "/api/versions/opinion-5@1/export?format=csv&__proto__[polluted]=1&constructor[prototype][polluted]=1";
    await server.request("public", "get", path).expect(400);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

/** Returns the response that the public gets at a path, as text. */
async function textAt(server: TestServer, path: string): Promise<string> {
  const answer = await server
    .request("public", "get", path)
    .buffer(true)
    .parse((response, done) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => done(null, text));
    })
    .expect(200);
  return answer.body as string;
}

describe("escapes users' text wherever it is shown", () => {
  const hostile = `</script><script>alert(1)</script><img src=x onerror=alert(2)>=cmd|'/c calc'!A1`;

  test("in pages, exported files and tables", async () => {
    const forum = await openServer({ forum: { name: hostile, shortName: hostile } });
    await forum.forum.publish("1", firstDraft);
    await forum.forum.comment("member", { text: hostile });
    for (const path of ["/", "/read/opinion-5@1", "/api/versions/opinion-5@1/export?format=html"]) {
      const html = await textAt(forum, path);
      expect(html).not.toContain("<script>alert(1)");
      expect(html).not.toContain("<img src=x");
    }
    await forum.forum.comment("member", { text: "=1+1" });
    const csv = await textAt(forum, "/api/versions/opinion-5@1/export?format=csv");
    expect(csv).toContain("=1+1");
    expect(csv).not.toMatch(/(?:^|[,"])=1\+1/u);
  });
});

describe("a session", () => {
  test("gets a new cookie at each sign-in, whatever cookie was sent", async () => {
    const fixed = "x".repeat(43);
    const answer = await request(server.app)
      .post("/api/sign-in")
      .set({ "Sec-Fetch-Site": "same-origin", Cookie: `rapporteur-session=${fixed}` })
      .send({ token: await server.link("member") })
      .expect(200);
    const [cookie = ""] = answer.headers["set-cookie"] as unknown as string[];
    expect(cookie).not.toContain(fixed);
    expect(cookie).toMatch(/^rapporteur-session=[\w-]{43}; .*HttpOnly; SameSite=Lax$/u);
    const me = await request(server.app).get("/api/me").set("Cookie", `rapporteur-session=${fixed}`);
    expect((me.body as { role: string }).role).toBe("public");
  });

  test("uses a secure cookie on a site with an https address", async () => {
    const safe = await openServer({ publicUrl: "https://forum.example.org" });
    const answer = await request(safe.app)
      .post("/api/sign-in")
      .set({ "Sec-Fetch-Site": "same-origin", Host: "forum.example.org" })
      .send({ token: await safe.link("member") })
      .expect(200);
    const [cookie = ""] = answer.headers["set-cookie"] as unknown as string[];
    expect(cookie).toMatch(/^__Host-rapporteur-session=[\w-]{43}; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/u);
  });
});
