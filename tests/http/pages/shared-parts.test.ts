import type { Response } from "supertest";
import type { Role } from "#core/access/people.ts";
import { SharedParts } from "../../../server/http/pages/shared-parts.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { withdrawVersion } from "../../../server/services/publication/publication.ts";
import { asActor, firstDraft } from "../../support/forum.ts";
import { openServer, restorableCopy, type TestServer } from "../server.ts";

const page = "/read/opinion-5@1";

let server: TestServer;
let version: string;
let now: Date;

/** Opens a server on which the time stands still. The clock of a test's forum goes on with every look at it. */
async function serve(audience: "public" | "participants" = "public"): Promise<void> {
  now = new Date("2013-02-09T12:00:00Z");
  server = await openServer({ forum: { audience }, services: { now: () => now } });
  version = (await server.forum.publish("1", firstDraft)).id;
}

beforeEach(() => serve());

const get = async (who: string, path = page): Promise<Response> => server.request(who, "get", path);

/** A page made of kept parts is sent at once, so that its length is known. A rendered one is sent in pieces. */
const isKept = ({ headers }: Response): boolean => headers["content-length"] !== undefined;

/** Returns the headers that do not depend on how a response is sent. */
function lastingHeaders({ headers }: Response): Record<string, unknown> {
  const {
    date: _date,
    "content-length": _length,
    "transfer-encoding": _encoding,
    ...rest
  } = headers as Record<string, unknown>;
  return rest;
}

test.each(["member", "colleague", "chair", "public"])(
  "a page made of kept parts is the one that is rendered for %s",
  async (who) => {
    // A request with a cookie, so that no page for the public is sent.
    const cookie = who === "public" ? { Cookie: "a=b" } : {};
    const rendered = await server.request(who, "get", page).set(cookie);
    expect(isKept(rendered)).toBe(false);
    await serve();
    await get("secretariat");
    const again = await server.request(who, "get", page).set(cookie);
    expect([again.status, isKept(again)]).toEqual([200, true]);
    expect(again.text).toBe(rendered.text);
    if (who !== "public") expect(lastingHeaders(again)).toEqual(lastingHeaders(rendered));
  },
);

test("a kept page names only the reader who asks", async () => {
  const [first, second] = [await get("member"), await get("other")];
  expect([isKept(first), isKept(second)]).toEqual([false, true]);
  expect(first.text.match(/The (?:member|other|Registry)|Registry/gu)).not.toContain("The other");
  expect(second.text).not.toContain("The member");
  expect(second.text).not.toContain("North");
  // In the name and the content of the button of their menu, and in the data.
  expect(second.text.match(/The other/gu)).toHaveLength(3);
});

test("a kept page that a browser has is not sent again, and another reader's tag does not count", async () => {
  const { headers } = await get("member");
  const ask = (who: string): Promise<Response> =>
    server
      .request(who, "get", page)
      .set("If-None-Match", String(headers["etag"]))
      .then((answer) => answer);
  const [own, others] = [await ask("member"), await ask("other")];
  expect([own.status, own.text, own.headers["content-security-policy"]]).toEqual([304, "", undefined]);
  expect([others.status, isKept(others)]).toEqual([200, true]);
});

test.each([
  ["br", "br"],
  ["gzip", "gzip"],
  ["gzip", "gzip, deflate, br"],
])("a kept page is compressed with %s for a browser that accepts %s", async (encoding, accepted) => {
  const plain = await get("member");
  const answer = await server.request("member", "get", page).set("Accept-Encoding", accepted);
  expect([answer.headers["content-encoding"], isKept(answer), answer.text]).toEqual([encoding, true, plain.text]);
  expect(answer.headers["vary"]).toContain("Accept-Encoding");
});

test("the compressed parts of a kept page are joined with those of each reader", async () => {
  await get("secretariat");
  for (const who of ["member", "other", "member"]) {
    const { text } = await server.request(who, "get", page).set("Accept-Encoding", "gzip");
    expect(text).toBe((await get(who)).text);
    expect(text).toContain(`The ${who}`);
  }
});

/** Returns whether operations answer a visit. Without them, reads find only the session, the person and the last event. */
async function isAsked(who: string, path = page): Promise<boolean> {
  const read = jest.spyOn(server.forum.context.store, "read");
  expect((await get(who, path)).status).toBe(200);
  const { length } = read.mock.calls;
  read.mockRestore();
  return length > 3;
}

const blindTerms = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-02-10T12:00:00Z", blind: true };
const setTerms = async (terms: typeof blindTerms): Promise<void> =>
  void (await setConsultation(server.forum.context, asActor("secretariat"), { version, revision: 0, ...terms }));

test("what nobody may see more of than others is answered once for all", async () => {
  expect(await isAsked("secretariat")).toBe(true);
  for (const who of ["member", "other", "chair", "observer"]) expect(await isAsked(who)).toBe(false);
});

test("a closed forum answers once for each role", async () => {
  await serve("participants");
  expect([await isAsked("member"), await isAsked("other"), await isAsked("chair")]).toEqual([true, false, true]);
});

test("a prepared draft is answered once for the secretariat and the chair each, and to no member", async () => {
  const path = `/read/${await server.forum.prepare("2", firstDraft)}`;
  expect([await isAsked("chair", path), await isAsked("secretariat", path)]).toEqual([true, true]);
  expect([await isAsked("chair", path), await isAsked("secretariat", path)]).toEqual([false, false]);
  expect((await get("member", path)).status).toBe(404);
});

test("pages of a blind consultation are made for each person", async () => {
  expect([await isAsked("member"), await isAsked("other")]).toEqual([true, false]);
  await setTerms(blindTerms);
  for (const who of ["member", "colleague", "other", "member"]) expect(await isAsked(who)).toBe(true);
});

test("everybody's page has the next comment at once", async () => {
  for (const who of ["member", "other", "chair"]) await get(who);
  await server.forum.comment("colleague");
  for (const who of ["other", "member", "chair"]) expect((await get(who)).text).toContain('"annotationCount":1');
});

test("a page is answered again after a minute, because it depends on the time", async () => {
  await setTerms({ ...blindTerms, blind: false });
  expect((await get("member")).text).toContain('"state":"open"');
  now = new Date("2013-02-10T12:01:00Z");
  expect((await get("other")).text).toContain('"state":"closed"');
});

test.each(["public", "participants"] as const)(
  "after the visits of all others, everybody has the page of a new server of a forum for the %s",
  async (audience) => {
    await serve(audience);
    const prepared = `/read/${await server.forum.prepare("2", firstDraft)}`;
    await server.forum.comment("other");
    await server.forum.comment("member", { visibility: "private" });
    const people = [...server.names(), "public"];
    for (const change of [undefined, () => setTerms(blindTerms), () => server.forum.comment("member")]) {
      await change?.();
      for (const path of [page, prepared]) {
        for (const who of people) await get(who, path);
        for (const who of people) {
          const fresh = await restorableCopy(server);
          const [warm, cold] = [await get(who, path), await fresh.request(who, "get", path)];
          expect([who, warm.status, warm.text]).toEqual([who, cold.status, cold.text]);
        }
      }
    }
  },
);

test("the number of audiences and places is limited", () => {
  const parts = new SharedParts();
  for (let role = 0; role < 60; role += 1) parts.know("a", [["role", `"${String(role)}"`]], String(role));
  const keyFor = (role: number): string | undefined =>
    parts.keyFor("a", { ...asActor("public"), role: String(role) as Role });
  expect([keyFor(59), keyFor(10), keyFor(9)]).toEqual(["59", "10", undefined]);
  for (let place = 0; place < 500; place += 1) parts.know(String(place), [], "key");
  expect([keyFor(59), parts.keyFor("499", asActor("public"))]).toEqual([undefined, "key"]);
});

test("the next event makes a new page", async () => {
  await get("member");
  await server.forum.comment("other");
  const after = await get("member");
  expect(isKept(after)).toBe(false);
  expect(after.text).toContain('"annotationCount":1');
  expect(isKept(await get("other"))).toBe(true);
});

test("readers who may see different numbers of comments get different pages", async () => {
  await setTerms(blindTerms);
  await server.forum.comment("member");
  const counts = async (who: string): Promise<string | undefined> =>
    /"annotationCount":\d+/u.exec((await get(who)).text)?.[0];
  expect(await counts("member")).toBe('"annotationCount":1');
  expect(await counts("other")).toBe('"annotationCount":0');
  expect(await counts("member")).toBe('"annotationCount":1');
});

test("a page that was kept for others is refused without permission", async () => {
  const prepared = await server.forum.prepare("2", firstDraft);
  const path = `/read/${prepared}`;
  await get("secretariat", path);
  expect(isKept(await get("secretariat", path))).toBe(true);
  expect((await get("member", path)).status).toBe(404);
});

test("a kept page of a closed forum is refused to the public, and to somebody who signed out", async () => {
  await serve("participants");
  await get("member");
  expect(isKept(await get("member"))).toBe(true);
  expect((await get("public")).status).toBe(401);
  await server.request("member", "post", "/sign-out");
  expect((await get("member")).status).toBe(401);
});

test("a withdrawn draft is shown as withdrawn", async () => {
  await get("member");
  await withdrawVersion(server.forum.context, asActor("secretariat"), { version, reason: "Replaced by another." });
  expect((await get("member")).text).toContain("Replaced by another.");
});

test("the number of kept pages is limited by their size, and a huge one is not kept", () => {
  const parts = new SharedParts();
  const html = "x".repeat(4 * 1024 * 1024);
  const keep = (key: string, text = html): void =>
    parts.keep({ key, markup: ["x"] }, { html: text, facts: "", policy: "", at: [1] });
  for (const key of ["first", "b", "c", "d", "e", "f", "g", "h"]) keep(key);
  expect(parts.get("first")?.htmlFor(["yy"])).toHaveLength(html.length + 1);
  for (const key of ["i", "j"]) keep(key);
  expect([parts.get("b"), parts.get("j") !== undefined]).toEqual([undefined, true]);
  keep("huge", `${html}x`);
  expect(parts.get("huge")).toBeUndefined();
});
