import type { Response } from "supertest";
import { SharedParts } from "../../../server/http/pages/shared-parts.ts";
import { setConsultation } from "../../../server/services/publication/consultation.ts";
import { withdrawVersion } from "../../../server/services/publication/publication.ts";
import { asActor, firstDraft } from "../../support/forum.ts";
import { openServer, type TestServer } from "../server.ts";

const page = "/read/opinion-5@1";

let server: TestServer;
let version: string;

beforeEach(async () => {
  server = await openServer();
  version = (await server.forum.publish("1", firstDraft)).id;
});

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
    const other = await openServer();
    await other.forum.publish("1", firstDraft);
    await other.request("secretariat", "get", page);
    const again = await other.request(who, "get", page).set(cookie);
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

test.each(["br", "gzip"])("a kept page is compressed with %s", async (encoding) => {
  const plain = await get("member");
  const answer = await server.request("member", "get", page).set("Accept-Encoding", encoding);
  expect([answer.headers["content-encoding"], isKept(answer), answer.text]).toEqual([encoding, true, plain.text]);
  expect(answer.headers["vary"]).toContain("Accept-Encoding");
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
  const terms = { opensAt: "2013-02-01T00:00:00Z", closesAt: "2013-02-10T12:00:00Z", blind: true };
  await setConsultation(server.forum.context, asActor("secretariat"), { version, revision: 0, ...terms });
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
  server = await openServer({ forum: { audience: "participants" } });
  await server.forum.publish("1", firstDraft);
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
