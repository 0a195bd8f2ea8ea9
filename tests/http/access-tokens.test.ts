import request, { type Response, type Test } from "supertest";
import { type Scope, scopes } from "../../server/core/access/scopes.ts";
import type { SharedCounts } from "../../server/store/store.ts";
import { TokenRefusals } from "../../server/http/middleware/visitor.ts";
import { firstDraft, secondDraft, uuid } from "../support/forum.ts";
import { openServer, type TestServer } from "./server.ts";

let server: TestServer;
beforeEach(async () => {
  server = await openServer({ forum: { audience: "participants" } });
  await server.forum.publish("1", firstDraft);
});

/** Makes a token of a participant and returns it, with its id. */
async function tokenOf(who: string, granted: Scope[], days = 30): Promise<{ token: string; id: string }> {
  const body = { name: `Script ${granted.join(" ")}`, scopes: granted, days };
  const answer = await server.request(who, "post", "/api/tokens").send(body).expect(201);
  return answer.body as { token: string; id: string };
}

const withToken = (sent: Test, token: string): Test => sent.set("Authorization", `Bearer ${token}`);
const code = ({ body }: Response): unknown => (body as { code?: string }).code;

const comment = {
  id: uuid(1),
  kind: "comment",
  type: "general",
  targets: [{ kind: "document" }],
  text: "From a script.",
  operations: [],
  visibility: "submitted",
  capacity: "organisation",
  jointly: [],
};
const read = (): Test => request(server.app).get("/api/library");
const annotate = (): Test => request(server.app).post("/api/versions/opinion-5@1/annotations").send(comment);
const manage = (): Test =>
  request(server.app)
    .post("/api/documents")
    .send({ id: "report", title: "Report", shortTitle: "Report", kind: "report", relations: [] });

describe("a token covers only its scopes", () => {
  const calls: Record<Scope, () => Test> = { read, annotate, manage };
  test.each(scopes)("%s", async (granted) => {
    const { token } = await tokenOf("secretariat", [granted]);
    for (const scope of scopes) {
      const call =
        scope === "annotate" ? calls.annotate().send({ ...comment, capacity: "secretariat" }) : calls[scope]();
      const answer = await withToken(call, token);
      if (scope === granted) expect(answer.status).toBeLessThan(300);
      else expect([answer.status, code(answer)]).toEqual([403, "scope-missing"]);
    }
  });
});

describe("an act on another person's item needs the scope to manage", () => {
  const settled = { revision: 0, kind: "given-up", reason: "It was met." };
  const id = uuid(1);
  test.each<[string, string, () => Promise<() => Test>]>([
    [
      "showing a hidden comment",
      "secretariat",
      async () => {
        await server.forum.comment("member");
        await server.request("secretariat", "post", `/api/annotations/${id}/hide`).send({ reason: "Off." }).expect(200);
        return () => request(server.app).post(`/api/annotations/${id}/reinstate`);
      },
    ],
    [
      "showing a hidden reply",
      "secretariat",
      async () => {
        await server.forum.comment("member");
        const reply = { id: uuid(9), text: "Yes.", position: null, capacity: "personal" };
        await server.request("member", "post", `/api/annotations/${id}/replies`).send(reply).expect(201);
        const path = `/api/replies/${reply.id}`;
        await server.request("secretariat", "post", `${path}/hide`).send({ reason: "Off." }).expect(200);
        return () => request(server.app).post(`${path}/reinstate`);
      },
    ],
    [
      "settling the place of a comment",
      "secretariat",
      async () => {
        await server.forum.comment("member");
        await server.forum.publish("2", secondDraft);
        return () => request(server.app).put(`/api/annotations/${id}/places/opinion-5@2`).send(settled);
      },
    ],
    [
      "editing a draft of one's organisation",
      "coordinator",
      async () => {
        await server.forum.comment("member", { visibility: "organisation" });
        const revision = await server.forum.revision(id);
        return () => request(server.app).patch(`/api/annotations/${id}`).send({ revision, text: "Better." });
      },
    ],
  ])("%s", async (_act, who, prepare) => {
    const call = await prepare();
    const { token } = await tokenOf(who, ["read", "annotate"]);
    const refused = await withToken(call(), token);
    expect([refused.status, code(refused)]).toEqual([403, "scope-missing"]);
    const both = await tokenOf(who, ["annotate", "manage"]);
    await withToken(call(), both.token).expect(200);
  });

  test("an act on one's own item does not", async () => {
    await server.forum.comment("member");
    const { token } = await tokenOf("member", ["annotate"]);
    const act = (name: string): Test => withToken(request(server.app).post(`/api/annotations/${id}/${name}`), token);
    await act("withdraw").send({ reason: "" }).expect(200);
    await act("reinstate").expect(200);
  });
});

test("a token needs no Origin, and its answers set no cookie", async () => {
  const { token } = await tokenOf("member", ["annotate", "read"]);
  const answer = await withToken(annotate(), token).expect(201);
  expect(answer.headers["set-cookie"]).toBeUndefined();
  await annotate().expect(403);
});

test("a token can do no more than its owner, with their present role", async () => {
  const { token } = await tokenOf("member", ["manage", "read"]);
  expect(code(await withToken(manage(), token).expect(403))).toBe("not-allowed");
  const { context } = server.forum;
  await context.store.transact(async (writer) => {
    const member = await writer.get("participants", "member");
    if (!member) throw new Error("No member");
    await writer.put("participants", { ...member, role: "secretariat" });
    const by = { at: "2013-02-07T00:00:00.000Z", actor: null, onBehalfOf: null, documentId: null };
    const subject = { collection: "participants", id: "member" } as const;
    await writer.append({ ...by, kind: "forum-seeded", subject, before: null, after: null });
  });
  await withToken(manage(), token).expect(201);
});

test("a token signs nobody in, makes no tokens and ends no sessions", async () => {
  const { token, id } = await tokenOf("member", [...scopes]);
  const attempts: Test[] = [
    request(server.app)
      .post("/api/sign-in")
      .send({ token: await server.link("chair") }),
    request(server.app)
      .post("/api/tokens")
      .send({ name: "More", scopes: ["read"], days: 1 }),
    request(server.app).get("/api/sessions"),
    request(server.app).delete("/api/sessions"),
    request(server.app).delete(`/api/tokens/${id}`),
  ];
  for (const attempt of attempts) expect(code(await withToken(attempt, token).expect(403))).toBe("scope-missing");
});

test.each([
  ["unknown", () => "rapp_unknown"],
  [
    "expired",
    async () => {
      const { token, id } = await tokenOf("member", ["read"]);
      await changeToken(id, { expiresAt: "2013-02-06T00:00:00.000Z" });
      return token;
    },
  ],
  [
    "revoked",
    async () => {
      const { token, id } = await tokenOf("member", ["read"]);
      await server.request("member", "delete", `/api/tokens/${id}`).expect(204);
      return token;
    },
  ],
])("a token that is %s is refused, also where the public may read", async (_name, make) => {
  const answer = await withToken(request(server.app).get("/api/me"), await make());
  expect([answer.status, code(answer), answer.headers["www-authenticate"]]).toEqual([401, "token-not-valid", "Bearer"]);
});

test("a request with a token and a session counts as the token's", async () => {
  const { token } = await tokenOf("observer", ["read"]);
  const answer = await withToken(server.request("member", "get", "/api/me"), token);
  expect(answer.body).toMatchObject({ participant: { id: "observer" } });
});

test("lists one's own tokens with their last day of use, never the tokens, and hides those of others", async () => {
  const { token, id } = await tokenOf("member", ["read"]);
  await withToken(read(), token).expect(200);
  const listed = await server.request("member", "get", "/api/tokens").expect(200);
  expect(listed.body).toMatchObject([{ id, name: "Script read", scopes: ["read"], lastUsedOn: "2013-02-06" }]);
  expect(JSON.stringify(listed.body)).not.toContain(token);
  expect((await server.request("chair", "get", "/api/tokens")).body).toEqual([]);
  await server.request("chair", "delete", `/api/tokens/${id}`).expect(404);
  await withToken(read(), token).expect(200);
});

test("stores only the hash of a token, and no hash in an event", async () => {
  const { token, id } = await tokenOf("member", ["read"]);
  const { store } = server.forum.context;
  const kept = await store.read(async (reader) => ({
    rows: JSON.stringify(await reader.list("tokens")),
    events: JSON.stringify(await reader.events({ after: 0, limit: 1000 })),
  }));
  expect(kept.rows + kept.events).not.toContain(token);
  expect(kept.events).not.toContain(id);
});

test("rejects a second token of the same name", async () => {
  await tokenOf("member", ["read"]);
  const body = { name: "Script read", scopes: ["read"], days: 1 };
  await server.request("member", "post", "/api/tokens").send(body).expect(409);
  await server.request("chair", "post", "/api/tokens").send(body).expect(201);
});

async function changeToken(id: string, change: { expiresAt: string; name?: string }): Promise<void> {
  await server.forum.context.store.transact(async (writer) => {
    const token = await writer.get("tokens", id);
    if (!token) throw new Error("No token");
    await writer.put("tokens", { ...token, ...change });
    const by = { at: "2013-02-07T00:00:00.000Z", actor: null, onBehalfOf: null, documentId: null };
    const subject = { collection: "participants", id: "member" } as const;
    await writer.append({ ...by, kind: "token-used", subject, before: null, after: null });
  });
}

describe("wrong tokens are limited", () => {
  const me = (): Test => request(server.app).get("/api/me");
  /** Sends a request until it is answered otherwise than before. Returns how often the first answer came. */
  async function timesUntilLimited(send: () => Test): Promise<number> {
    for (let times = 0; times < 200; times += 1) {
      const answer = await send();
      if (answer.status === 429) {
        expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
        return times;
      }
    }
    return 200;
  }
  async function expiredToken(who: string, days: number): Promise<string> {
    const { token, id } = await tokenOf(who, ["read"], days);
    await changeToken(id, { expiresAt: "2013-02-06T00:00:00.000Z", name: `Expired ${String(days)}` });
    return token;
  }

  test("by token, so that no other token at the address is", async () => {
    const wrong = `rapp_${"x".repeat(43)}`;
    expect(await timesUntilLimited(() => withToken(me(), wrong))).toBe(20);
    expect((await withToken(me(), `rapp_${"y".repeat(43)}`)).status).toBe(401);
    const { token } = await tokenOf("member", ["read"]);
    expect((await withToken(me(), token)).status).toBe(200);
    await me().expect(200);
  });

  test("by account, whose valid tokens still work", async () => {
    const expired: string[] = [];
    for (let days = 1; days <= 6; days += 1) expired.push(await expiredToken("member", days));
    for (const token of expired.slice(0, 5))
      for (let times = 0; times < 12; times += 1) expect((await withToken(me(), token)).status).toBe(401);
    expect((await withToken(me(), expired[5] ?? "")).status).toBe(429);
    expect((await withToken(me(), await expiredToken("chair", 1))).status).toBe(401);
    const { token } = await tokenOf("member", ["read"]);
    expect((await withToken(me(), token)).status).toBe(200);
  });

  test("by token and operation class: what a token covers still works", async () => {
    const { token } = await tokenOf("secretariat", ["read"]);
    expect(await timesUntilLimited(() => withToken(manage(), token))).toBe(20);
    expect((await withToken(me(), token)).status).toBe(200);
    const { token: other } = await tokenOf("chair", ["read"]);
    expect((await withToken(manage(), other)).status).toBe(403);
  });

  test("many requests at once with a valid token are no wrong ones", async () => {
    const { token } = await tokenOf("member", ["read"]);
    const answers = await Promise.all(Array.from({ length: 60 }, () => withToken(me(), token)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });

  test("and forgotten after a quarter of an hour", () => {
    let now = 0;
    const refusals = new TokenRefusals(20, undefined, () => now);
    for (let times = 0; times < 20; times += 1) refusals.count({ token: "a", account: null });
    expect(refusals.secondsToWait({ token: "a", account: null })).toBe(900);
    now += 15 * 60_000;
    expect(refusals.secondsToWait({ token: "a", account: null })).toBeNull();
  });

  test("on all servers together where they share counts", async () => {
    const sums = new Map<string, number>();
    const counts: SharedCounts = {
      add(key, window) {
        sums.set(key, (sums.get(key) ?? 0) + 1);
        return Promise.resolve({ count: sums.get(key) ?? 0, endsAt: new Date(window) });
      },
      takeBack: () => Promise.resolve(),
      hold: () => Promise.reject(new Error("A refusal holds nothing")),
      release: () => undefined,
    };
    const [one, other] = [new TokenRefusals(20, counts, () => 0), new TokenRefusals(20, counts, () => 0)];
    for (let times = 0; times < 19; times += 1) one.count({ token: "a", account: null });
    other.count({ token: "a", account: null });
    await new Promise(setImmediate);
    expect([one, other].map((server) => server.secondsToWait({ token: "a", account: null }))).toEqual([null, 900]);
  });

  test("without a limit where the setting is 0", () => {
    const refusals = new TokenRefusals(0, undefined, () => 0);
    for (let times = 0; times < 100; times += 1) refusals.count({ token: "a", account: "b" });
    expect(refusals.secondsToWait({ token: "a", account: "b" })).toBeNull();
  });

  test("within bounded memory", () => {
    const refusals = new TokenRefusals(20, undefined, () => 0);
    for (let times = 0; times < 20; times += 1) refusals.count({ token: "first", account: null });
    for (let other = 0; other < 10_000; other += 1) refusals.count({ token: String(other), account: null });
    expect(refusals.size).toBe(10_000);
    expect(refusals.secondsToWait({ token: "first", account: null })).toBeNull();
  });
});
