import request from "supertest";
import { firstDraft } from "../../support/forum.ts";
import { openServer, type TestServer } from "../server.ts";

type Line = Record<"time" | "method" | "path", string> &
  Record<"status" | "ms" | "bytes", number> &
  Record<"person" | "address", string | null>;

/** Opens a server with one draft. Returns the lines of its access log as they are written. */
async function logged(options: Parameters<typeof openServer>[0] = {}) {
  const lines: string[] = [];
  const server = await openServer({ ...options, accessLog: { write: (line) => void lines.push(line) } });
  await server.forum.publish("1", firstDraft);
  const next = async (): Promise<Line> => {
    while (lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
    return JSON.parse(lines.shift() ?? "") as Line;
  };
  return { server, lines, next };
}

const pathOf = async ({ server, next }: { server: TestServer; next: () => Promise<Line> }, url: string) => {
  await request(server.app).get(url);
  return (await next()).path;
};

test("writes one line of JSON with the listed fields for a request", async () => {
  const { server, lines, next } = await logged();
  const answer = await request(server.app)
    .get("/api/versions/opinion-5@1/annotations/page?list=text")
    .set("Cookie", `rapporteur-session=${server.sessionOf("member")}`)
    .expect(200);
  const line = await next();
  expect(line).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u) as string,
    method: "GET",
    path: "/api/versions/:version/annotations/page",
    status: 200,
    ms: expect.any(Number) as number,
    bytes: expect.any(Number) as number,
    person: "member",
    address: expect.stringContaining("127.0.0.1") as string,
  });
  expect(line.bytes).toBeGreaterThan(Number(answer.headers["content-length"] ?? 1));
  expect(lines).toEqual([]);
});

test("names no person for the public, and the person behind a deputy", async () => {
  const { server, next } = await logged();
  await server.request("public", "get", "/api/me");
  expect((await next()).person).toBeNull();
  await server.request("member", "post", "/api/deputies").send({ principal: "member", deputy: "other" }).expect(201);
  await next();
  await server.request("other", "post", "/api/deputies/act").send({ principal: "member" }).expect(204);
  await next();
  await server.request("other", "get", "/api/me").expect(200);
  expect((await next()).person).toBe("other");
});

test.each([
  ["/", "/"],
  ["/read/opinion-5@1", "/read/:version"],
  ["/api/versions/opinion-99@1", "/api/versions/:version"],
  ["/sign-in?token=secret", "/sign-in"],
  ["/api/nothing?token=secret", "/api/nothing"],
  ["/nothing%3Ftoken=secret", "/nothing"],
  ["/sign-in%23token=secret", "/sign-in"],
  ["/nothing&token=secret", "/nothing"],
])("logs %s as %s", async (url, path) => {
  expect(await pathOf(await logged(), url)).toBe(path);
});

test("logs refusals with their status, without a token, cookie, query or text", async () => {
  const { server, lines } = await logged();
  await request(server.app)
    .post("/api/sign-in?query=query-secret")
    .set({
      "Sec-Fetch-Site": "same-origin",
      Cookie: "rapporteur-session=cookie-secret",
      Referer: "http://x/?referer-secret",
      "User-Agent": "agent-secret",
    })
    .send({ token: "body-secret-body-secret" })
    .expect(400);
  await request(server.app).get("/api/me").set("Authorization", "Bearer header-secret").expect(401);
  while (lines.length < 2) await new Promise((resolve) => setImmediate(resolve));
  expect(lines.map((line) => (JSON.parse(line) as Line).status)).toEqual([400, 401]);
  expect(lines.join("")).not.toContain("secret");
});

test("logs the address that a trusted proxy passes on", async () => {
  const { server, next } = await logged({ trustProxy: 1 });
  await request(server.app).get("/api/me").set("X-Forwarded-For", "192.0.2.7");
  expect((await next()).address).toBe("192.0.2.7");
});
