import pino from "pino";
import request, { type Response, type Test } from "supertest";
import { isInScope } from "../../server/core/access/scopes.ts";
import { contract, type OperationName } from "../../server/core/contract/contract.ts";
import { operationUrl } from "../../server/core/contract/operation-url.ts";
import { changePerson, deactivatePerson } from "../../server/services/people/people.ts";
import { asActor, firstDraft, uuid } from "../support/forum.ts";
import { openServer, type TestServer } from "./server.ts";

const params = { document: "opinion-5", annotation: uuid(1), version: "opinion-5@1", clause: "considering-b" };
const names = Object.keys(contract) as OperationName[];
const feeds = names.filter((name) => isInScope(contract[name], ["feed"]));

let server: TestServer;
let lines: string[];
beforeEach(async () => {
  lines = [];
  const write = (line: string): unknown => lines.push(line);
  const logger = pino({ level: "trace" }, { write });
  server = await openServer({ forum: { audience: "participants" }, accessLog: { write }, logger });
  await server.forum.publish("1", firstDraft);
  await server.forum.comment("member");
});

const tokenIn = ({ body }: Response): string => (body as { token: string }).token;

/** Makes a person's address for feeds, and returns its token. */
async function addressOf(who: string): Promise<string> {
  return tokenIn(await server.request(who, "post", "/api/profile/feed-address").expect(201));
}

/** Asks as a feed reader does, which sends no cookie. */
const ask = (token: string, name: OperationName = "getForumFeed"): Test =>
  request(server.app).get(operationUrl(contract[name], params, { token }));

test("a personal address is for calendars and feeds only", () => {
  expect(feeds.toSorted()).toEqual([
    ...["getClauseFeed", "getDocumentCalendar", "getDocumentFeed", "getForumCalendar", "getForumFeed"],
    ...["getOrganisationFeed", "getThreadFeed"],
  ]);
});

test.each(feeds)("a personal address opens %s of a closed forum", async (name) => {
  await ask(await addressOf("member"), name).expect(200);
});

test.each(["getLibrary", "getMe", "getProfile", "getAnnotations", "getOpenapi"] as const)(
  "a personal address does not open %s",
  async (name) => {
    const answer = await ask(await addressOf("secretariat"), name);
    expect(answer).toMatchObject({ status: 403, body: { code: "scope-missing" } });
  },
);

test("the token of an address writes nothing", async () => {
  const token = await addressOf("member");
  const path = `/api/versions/opinion-5@1/annotations?token=${token}`;
  expect((await request(server.app).post(path).send({})).status).toBe(403);
  expect((await request(server.app).post(path).set("Authorization", `Bearer ${token}`).send({})).status).toBe(403);
});

test("an access token is not valid in an address", async () => {
  const sent = { name: "Script", scopes: ["read"], days: 30 };
  await ask(tokenIn(await server.request("member", "post", "/api/tokens").send(sent).expect(201))).expect(401);
});

test("a feed does not repeat the personal address at which it is read", async () => {
  const token = await addressOf("member");
  const text = String((await ask(token).responseType("blob").expect(200)).body);
  expect(text).not.toContain(token);
  expect(text).not.toContain('rel="self"');
});

test("no log has the token of an address", async () => {
  const token = await addressOf("member");
  await ask(token).expect(200);
  await ask(`${token}x`).expect(401);
  expect(lines.filter((line) => line.includes("feed")).length).toBeGreaterThan(3);
  expect(lines.filter((line) => line.includes(token))).toEqual([]);
});

test("only the hash of an address is stored", async () => {
  const token = await addressOf("member");
  const stored = await server.forum.context.store.read((reader) => reader.list("tokens", {}));
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toContain(token);
});

test("an address is not among the access tokens", async () => {
  await addressOf("member");
  expect((await server.request("member", "get", "/api/tokens").expect(200)).body).toEqual([]);
});

test("a person sees when their address was last used", async () => {
  const token = await addressOf("member");
  const shown = async (): Promise<unknown> => (await server.request("member", "get", "/api/profile/feed-address")).body;
  expect(await shown()).toMatchObject({ address: { lastUsedOn: null } });
  await ask(token).expect(200);
  expect(await shown()).toMatchObject({ address: { lastUsedOn: "2013-02-06" } });
});

describe("an address ends", () => {
  const person = (change: object) => async () => {
    await changePerson(server.forum.context, asActor("secretariat"), { person: "member", ...change });
  };
  test.each<[string, () => Promise<unknown>]>([
    ["when its owner ends it", () => server.request("member", "delete", "/api/profile/feed-address").expect(204)],
    ["when its owner makes another", () => addressOf("member")],
    ["when its owner's role changes", person({ role: "coordinator" })],
    ["when its owner's organisation changes", person({ organisationId: "registry" })],
    [
      "when its owner's account closes",
      () => deactivatePerson(server.forum.context, asActor("secretariat"), { person: "member" }),
    ],
  ])("%s", async (_, end) => {
    const token = await addressOf("member");
    await ask(token).expect(200);
    await end();
    await ask(token).expect(401);
  });

  test("at its time", async () => {
    const token = await addressOf("member");
    await setEnd("2013-02-05T00:00:00.000Z");
    await ask(token).expect(401);
  });

  test("a year after its last use", async () => {
    const token = await addressOf("member");
    await setEnd("2013-02-07T00:00:00.000Z");
    await ask(token).expect(200);
    const [stored] = await server.forum.context.store.read((reader) => reader.list("tokens", {}));
    expect(stored?.expiresAt).toMatch(/^2014-02-07/u);
  });
});

/** Sets the end of the only token. The clock is at 6 February 2013. */
async function setEnd(expiresAt: string): Promise<void> {
  await server.forum.context.store.transact(async (writer) => {
    const [token] = await writer.list("tokens", {});
    if (!token) throw new Error("There is no token");
    await writer.put("tokens", { ...token, expiresAt });
    const about = { actor: null, onBehalfOf: null, documentId: null, before: null, after: null };
    const subject = { collection: "participants", id: "member" } as const;
    await writer.append({ ...about, at: "2013-02-06T09:00:00Z", kind: "token-used", subject });
  });
}

test.each(["getForumFeed", "getForumCalendar"] as const)("%s is sent again only if it changed", async (name) => {
  const token = await addressOf("member");
  const { headers } = await ask(token, name).expect(200);
  const again = (): Test => ask(token, name).set("If-None-Match", headers["etag"] ?? "");
  await again().expect(304);
  const change = name === "getForumFeed" ? { text: "News." } : { title: "Meeting", date: "2013-05-14", place: null };
  if (name === "getForumFeed") await server.forum.comment("other", change);
  else await server.request("secretariat", "post", "/api/settings/calendar").send(change).expect(201);
  await again().expect(200);
});

test("only the reader's own program may keep a feed, and asks each time", async () => {
  const { headers } = await ask(await addressOf("member")).expect(200);
  expect(headers["cache-control"]).toBe("private, no-cache");
});
