import request from "supertest";
import { openServer } from "../server.ts";

const home = { "Sec-Fetch-Site": "same-origin" };

/** Returns the only Set-Cookie of a response: its name and value, and its attributes in a fixed order. */
function cookieOf(headers: unknown): { pair: string; attributes: string[] } {
  const [set = ""] = (headers as { "set-cookie"?: string[] })["set-cookie"] ?? [];
  const [pair = "", ...attributes] = set.split("; ");
  return { pair, attributes: attributes.filter((one) => !one.startsWith("Expires=")).sort() };
}

test("a link signs in once, with a cookie that scripts cannot read", async () => {
  const { app, link } = await openServer();
  const token = await link("member");
  const first = await request(app).post("/api/sign-in").set(home).send({ token }).expect(200);
  expect((first.body as { participant: { id: string } }).participant.id).toBe("member");
  const { pair, attributes } = cookieOf(first.headers);
  expect(pair).toMatch(/^rapporteur-session=[\w-]{43}$/u);
  expect(attributes).toEqual(["HttpOnly", "Path=/", "SameSite=Lax"]);

  const me = await request(app).get("/api/me").set("Cookie", pair).expect(200);
  expect((me.body as { role: string }).role).toBe("member");
  await request(app).post("/api/sign-in").set(home).send({ token }).expect(410);
});

test("uses a Secure cookie bound to the host behind https", async () => {
  const { app, link } = await openServer({ publicUrl: "https://forum.example.org" });
  const answer = await request(app)
    .post("/api/sign-in")
    .set({ ...home, Host: "forum.example.org" })
    .send({ token: await link("member") });
  const { pair, attributes } = cookieOf(answer.headers);
  expect(pair).toMatch(/^__Host-rapporteur-session=/u);
  expect(attributes).toEqual(["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
});

test("signing out ends the session on the server", async () => {
  const server = await openServer();
  const answer = await server.request("member", "post", "/api/sign-out").expect(204);
  expect(cookieOf(answer.headers).pair).toBe("rapporteur-session=");
  const me = await server.request("member", "get", "/api/me");
  expect((me.body as { role: string }).role).toBe("public");
});

test("signing in as another person ends the earlier session", async () => {
  const server = await openServer();
  await server
    .request("member", "post", "/api/sign-in")
    .send({ token: await server.link("chair") })
    .expect(200);
  const me = await server.request("member", "get", "/api/me");
  expect((me.body as { role: string }).role).toBe("public");
});

test.each([
  ["unknown", "rapporteur-session=someone-elses"],
  ["empty", "rapporteur-session="],
  ["for another name", "session=x; other=y"],
])("treats a reader with a cookie that is %s as the public", async (_name, cookie) => {
  const { app } = await openServer();
  const me = await request(app).get("/api/me").set("Cookie", cookie).expect(200);
  expect((me.body as { role: string }).role).toBe("public");
});

describe("accepts a write only from a page of the forum", () => {
  const ours = "https://forum.example.org";
  test.each<[string, Record<string, string>, string | null]>([
    ["a page of the forum, by its fetch metadata", { "Sec-Fetch-Site": "same-origin" }, null],
    ["the forum's origin over plain http", { Origin: ours }, null],
    ["another site", { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" }, "wrong-origin"],
    ["a sibling domain", { "Sec-Fetch-Site": "same-site", Origin: "https://blog.example.org" }, "wrong-origin"],
    ["another site that names the forum's origin", { "Sec-Fetch-Site": "cross-site", Origin: ours }, "wrong-origin"],
    ["a typed address", { "Sec-Fetch-Site": "none" }, "wrong-origin"],
    ["another origin", { Origin: "https://evil.example" }, "wrong-origin"],
    ["the forum's host over http", { Origin: "http://forum.example.org" }, "wrong-origin"],
    ["a sandbox", { Origin: "null" }, "wrong-origin"],
    ["an unknown origin", {}, "origin-missing"],
  ])("%s", async (_name, headers, code) => {
    const { app } = await openServer({ publicUrl: ours });
    const answer = await request(app)
      .post("/api/sign-out")
      .set({ ...headers, Host: "forum.example.org" });
    expect(answer.status).toBe(code === null ? 204 : 403);
    if (code !== null) expect(answer.body).toMatchObject({ code });
  });

  test("without a public URL, accepts the host that received the request", async () => {
    const { app } = await openServer();
    await request(app)
      .post("/api/sign-out")
      .set("Host", "localhost:4100")
      .set("Origin", "http://localhost:4100")
      .expect(204);
    await request(app)
      .post("/api/sign-out")
      .set("Host", "localhost:4100")
      .set("Origin", "http://localhost:5000")
      .expect(403);
  });

  test("accepts a read from any origin", async () => {
    const { app } = await openServer();
    await request(app).get("/api/library").set("Origin", "https://evil.example").expect(200);
  });
});

test("stops guesses at one sign-in link after 20, and locks out nobody else at the address", async () => {
  const { app, link } = await openServer();
  const guess = async (token: string): Promise<number> =>
    (await request(app).post("/api/sign-in").set(home).send({ token })).status;
  for (let guesses = 0; guesses < 20; guesses += 1) expect(await guess("a-guess-at-a-token")).toBe(410);
  expect(await guess("a-guess-at-a-token")).toBe(429);
  expect(await guess(await link("member"))).toBe(200);
});

test("does not limit valid sign-ins", async () => {
  const { app, link } = await openServer();
  for (let times = 0; times < 25; times += 1) {
    await request(app)
      .post("/api/sign-in")
      .set(home)
      .send({ token: await link("member") })
      .expect(200);
  }
});

test("limits excessive writes by one person without affecting others", async () => {
  const server = await openServer();
  const write = (who: string) => server.request(who, "post", "/api/documents").send({});
  for (let writes = 0; writes < 240; writes += 1) await write("member");
  const refused = await write("member").expect(429);
  expect(refused.body).toMatchObject({ code: "too-many-requests" });
  expect(refused.headers["retry-after"]).toBeDefined();
  await write("colleague").expect(403);
});
