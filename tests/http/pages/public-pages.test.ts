import request, { type Response } from "supertest";
import { firstDraft } from "../../support/forum.ts";
import { openServer, type TestServer } from "../server.ts";

const page = "/read/opinion-5@1";
const shared = /^public, max-age=0, s-maxage=\d+$/u;

let server: TestServer;
let now: Date;

async function serverOf(audience: "public" | "participants"): Promise<TestServer> {
  now = new Date("2013-02-10T12:00:10Z");
  const opened = await openServer({ forum: { audience }, services: { now: () => now } });
  await opened.forum.publish("1", firstDraft);
  return opened;
}

beforeEach(async () => (server = await serverOf("public")));

const get = async (who: string, path = page): Promise<Response> => server.request(who, "get", path);

/** Returns whether a page is rendered for a visit from the public. Without that, one read finds the last event. */
async function isRendered(): Promise<boolean> {
  const read = jest.spyOn(server.forum.context.store, "read");
  await get("public");
  const { length } = read.mock.calls;
  read.mockRestore();
  return length > 1;
}

test("a page for the public is rendered once, and may be shared", async () => {
  const first = await get("public");
  expect(await isRendered()).toBe(false);
  const second = await get("public");
  expect(second.text).toBe(first.text);
  for (const { headers } of [first, second]) {
    expect(headers["cache-control"]).toMatch(shared);
    expect(headers["vary"]).toContain("Cookie");
  }
});

test("a page is rendered again after a minute, because it shows times", async () => {
  await get("public");
  now = new Date(now.getTime() + 60_000);
  expect(await isRendered()).toBe(true);
});

test("a kept page has the headers of the first one", async () => {
  const { headers: first } = await get("public");
  const { headers } = await get("public");
  const { date: _date, ...rest } = headers;
  expect(rest).toMatchObject({
    "content-security-policy": first["content-security-policy"],
    "x-frame-options": "DENY",
    "content-type": "text/html; charset=utf-8",
    etag: first["etag"],
  });
});

test("a kept page that has not changed is not sent again", async () => {
  const { headers } = await get("public");
  const again = await server.request("public", "get", page).set("If-None-Match", String(headers["etag"]));
  expect([again.status, again.text, again.headers["content-security-policy"]]).toEqual([304, "", undefined]);
});

test("a kept page is compressed as the browser prefers", async () => {
  const plain = await get("public");
  const encoded = await server.request("public", "get", page).set("Accept-Encoding", "gzip, br");
  expect([encoded.headers["content-encoding"], encoded.text]).toEqual(["br", plain.text]);
});

test("the next event makes a new page", async () => {
  const { text: before } = await get("public");
  await server.forum.comment("member");
  const { text: after } = await get("public");
  expect(before).toContain('"annotationCount":0');
  expect(after).toContain('"annotationCount":1');
});

test("a signed-in person gets a page of their own, which is not shared", async () => {
  await get("public");
  const own = await get("member");
  expect(own.headers["cache-control"]).toBe("private, no-cache");
  expect(own.text).toContain("The member");
  expect((await get("public")).text).not.toContain("The member");
});

test("a request with any cookie, or with a token, gets nothing that is shared", async () => {
  await get("public");
  for (const [header, value] of [
    ["Cookie", "rapporteur-session=no"],
    ["Authorization", "Bearer no"],
  ] as const) {
    const { headers } = await server.request("public", "get", page).set(header, value);
    expect(headers["cache-control"]).toBe("private, no-cache");
  }
});

test("a page of a forum for participants is not shared with the public", async () => {
  server = await serverOf("participants");
  await get("member");
  const refused = await get("public");
  expect([refused.status, refused.headers["cache-control"]]).toEqual([401, "no-store"]);
});

test("the sign-in page is never kept", async () => {
  for (let visit = 0; visit < 2; visit += 1)
    expect((await get("public", "/sign-in")).headers["cache-control"]).toBe("no-store");
});

test("answers to the public may be shared, those to a person may not", async () => {
  const path = "/api/library";
  expect((await get("public", path)).headers["cache-control"]).toMatch(shared);
  expect((await get("member", path)).headers["cache-control"]).toBe("private, no-cache");
});

test("a kept page is not sent for another host", async () => {
  const opened = await openServer({ publicUrl: "https://forum.example.org" });
  await opened.forum.publish("1", firstDraft);
  const ask = (host: string): Promise<Response> =>
    request(opened.app)
      .get(page)
      .set("Host", host)
      .then((answer) => answer);
  expect((await ask("forum.example.org")).status).toBe(200);
  expect((await ask("forum.example.org")).status).toBe(200);
  expect((await ask("evil.example.org")).status).toBe(421);
});
