import pino from "pino";
import request from "supertest";
import { Problem } from "#core/contract/problem.ts";
import { openServer, type TestServer } from "../server.ts";

let [published, proxied, local, open]: TestServer[] = [];
beforeAll(async () => {
  const publicUrl = "https://forum.example.org:8443";
  [published, proxied, local, open] = await Promise.all([
    openServer({ publicUrl }),
    openServer({ publicUrl, trustProxy: 1 }),
    openServer({ loopback: true }),
    openServer(),
  ]);
});

/** Returns the status of a request with these headers. */
async function statusOf(server: TestServer | undefined, headers: Record<string, string>): Promise<number> {
  return (
    await request(server?.app ?? "")
      .get("/api/library")
      .set(headers)
  ).status;
}

test.each([
  ["forum.example.org", 200],
  ["forum.example.org:8443", 200],
  ["FORUM.example.org", 200],
  ["evil.example", 421],
  ["blog.forum.example.org", 421],
  ["forum.example.org.evil.example", 421],
  ["127.0.0.1:4100", 421],
  ["localhost", 421],
  ["evil.example#forum.example.org", 421],
  ["user@forum.example.org", 421],
])("with a public URL, answers the host %s with %i", async (Host, status) => {
  expect(await statusOf(published, { Host })).toBe(status);
});

test.each([
  ["localhost:4100", 200],
  ["127.0.0.1:8080", 200],
  ["127.8.0.1", 200],
  ["[::1]:4100", 200],
  ["evil.example", 421],
  ["127.0.0.1.evil.example", 421],
  ["localhost.evil.example:4100", 421],
  ["10.0.0.7", 421],
])("on loopback without a public URL, answers the host %s with %i", async (Host, status) => {
  expect(await statusOf(local, { Host })).toBe(status);
});

test("answers every host without a public URL on an address that other machines reach", async () => {
  expect(await statusOf(open, { Host: "192.0.2.7:4100" })).toBe(200);
});

test("takes the host that a trusted proxy passes on, and no other sender's", async () => {
  const passedOn = { Host: "127.0.0.1:4100", "X-Forwarded-Host": "forum.example.org" };
  expect(await statusOf(proxied, passedOn)).toBe(200);
  expect(await statusOf(published, passedOn)).toBe(421);
  expect(await statusOf(proxied, { Host: "forum.example.org" })).toBe(200);
  expect(await statusOf(proxied, { ...passedOn, "X-Forwarded-Host": "evil.example" })).toBe(421);
  expect(await statusOf(local, { Host: "evil.example", "X-Forwarded-Host": "localhost" })).toBe(421);
});

test("gives the code to programs, and an explanation to people, on every path", async () => {
  const evil = { Host: "evil.example", "Sec-Fetch-Site": "same-origin" };
  const app = local?.app ?? "";
  const answer = await request(app).post("/api/sign-in").set(evil).send({ token: "x" }).expect(421);
  expect(Problem.parse(answer.body).code).toBe("wrong-host");
  const page = await request(app).get("/").set(evil).expect(421);
  expect(page.text).toContain("Wrong address");
  expect(page.text).not.toContain("Forum</");
  expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
  await request(app).get("/favicon.svg").set(evil).expect(421);
});

test("warns once, because a proxy that hides the host makes every request fail", async () => {
  const logged: string[] = [];
  const logger = pino({ level: "warn" }, { write: (line: string) => void logged.push(line) });
  const server = await openServer({ publicUrl: "https://forum.example.org", logger });
  for (let times = 0; times < 3; times += 1) await statusOf(server, { Host: "127.0.0.1:4100" });
  expect(logged).toHaveLength(1);
  expect(logged[0]).toContain('"host":"127.0.0.1"');
});
