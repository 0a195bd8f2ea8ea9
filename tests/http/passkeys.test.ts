import request, { type Response } from "supertest";
import type { KeptForum } from "../../server/core/access/kept-forum.ts";
import { programActor } from "../../server/services/kernel/authorise.ts";
import type { Context, Mail } from "../../server/services/kernel/context.ts";
import { recoverAccess } from "../../server/services/people/recover-access.ts";
import { createLink } from "../../server/services/people/sign-in.ts";
import { type Authenticator, openAuthenticator } from "../support/authenticator.ts";
import { openServer, type TestServer } from "./server.ts";

const origin = "http://localhost";
const home = { "Sec-Fetch-Site": "same-origin" };
type Method = "get" | "post" | "patch" | "delete";

/** A server whose clock and messages the test holds. */
interface KeyServer {
  server: TestServer;
  sent: Mail[];
  pass: (ms: number) => void;
  call: (cookie: string, method: Method, path: string, body?: object) => Promise<Response>;
  /** Adds a passkey to the account of a session. */
  add: (session: string, key: Authenticator, behaviour?: object) => Promise<Response>;
  /** Signs in with a passkey. */
  enter: (key: Authenticator, behaviour?: object, session?: string) => Promise<Response>;
  /** Signs in with a link, as after a message. */
  follow: (who: string) => Promise<string>;
}

async function opened(services: Partial<Context> = {}, forum: Partial<KeptForum> = {}): Promise<KeyServer> {
  const sent: Mail[] = [];
  let ahead = 0;
  const server = await openServer({
    forum,
    services: {
      now: () => new Date(Date.now() + ahead),
      sendMail: (mail) => Promise.resolve(void sent.push(mail)),
      mailReaches: true,
      ...services,
    },
  });
  await settled();
  sent.splice(0);
  const call: KeyServer["call"] = (cookie, method, path, body) => {
    const asking = request(server.app);
    const sending = asking[method](`/api${path}`).set({ ...home, Cookie: cookie });
    return body ? sending.send(body) : sending;
  };
  return {
    server,
    sent,
    pass: (ms) => void (ahead += ms),
    call,
    add: async (session, key, behaviour) => {
      const asked = await call(session, "post", "/ways-in/passkeys/options");
      const credential = key.create(asked.body as object, behaviour);
      return call(`${session}; ${cookieOf(asked, "sign-in")}`, "post", "/ways-in/passkeys", { credential });
    },
    enter: async (key, behaviour, session = "") => {
      const asked = await call(session, "post", "/sign-in/passkeys");
      const credential = key.get(asked.body as object, behaviour);
      return call(`${session}; ${cookieOf(asked, "sign-in")}`, "post", "/sign-in/passkeys/confirm", { credential });
    },
    follow: async (who) => {
      const { token } = await createLink(server.forum.context, { participant: who });
      return cookieOf(await call("", "post", "/sign-in", { token }), "session");
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

function cookieOf({ headers }: Response, name: string): string {
  const all = (headers["set-cookie"] ?? []) as unknown as string[];
  return all.find((set) => set.startsWith(`rapporteur-${name}=`) && !/=;/u.test(set))?.split(";")[0] ?? "";
}

const codeOf = ({ body }: Response): unknown => (body as { code?: string }).code;
const personIn = ({ body }: Response): unknown => (body as { participant: { id: string } | null }).participant?.id;

/** A server on which a participant has added a passkey. */
async function withKey(who = "member", services: Partial<Context> = {}, forum: Partial<KeptForum> = {}) {
  const server = await opened(services, forum);
  const session = `rapporteur-session=${server.server.sessionOf(who)}`;
  const key = openAuthenticator(origin);
  const added = await server.add(session, key);
  return { ...server, session, key, id: (added.body as { id: string }).id };
}

test("signs in with a passkey, which names its owner", async () => {
  const { enter, key } = await withKey();
  const answer = await enter(key);
  expect([answer.status, personIn(answer)]).toEqual([200, "member"]);
});

test("asks for passkeys that are discoverable and verify their user, and names no account at sign-in", async () => {
  const { call, session } = await withKey();
  expect((await call(session, "post", "/ways-in/passkeys/options")).body).toMatchObject({
    rp: { id: "localhost", name: "Forum" },
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    attestation: "none",
  });
  const asked = (await call("", "post", "/sign-in/passkeys")).body as object;
  expect(asked).toMatchObject({ rpId: "localhost", userVerification: "required" });
  expect(asked).not.toHaveProperty("allowCredentials");
});

test("a person has several passkeys, named after the device or as they like, and told of each by mail", async () => {
  const { add, call, session, sent, id } = await withKey();
  await add(session, openAuthenticator(origin));
  await call(session, "patch", `/ways-in/passkeys/${id}`, { name: "Blue key" });
  const { passkeys } = (await call(session, "get", "/ways-in")).body as { passkeys: { name: string }[] };
  expect(passkeys.map(({ name }) => name)).toEqual(["Blue key", "localhost"]);
  await settled();
  expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
    ["member@example.org", "Forum: a passkey was added to your account"],
    ["member@example.org", "Forum: a passkey was added to your account"],
  ]);
});

test("a person has 20 passkeys at most", async () => {
  const { add, session, call } = await withKey();
  for (let more = 1; more < 20; more += 1) expect((await add(session, openAuthenticator(origin))).status).toBe(201);
  expect(codeOf(await call(session, "post", "/ways-in/passkeys/options"))).toBe("wrong-state");
});

test("a removed passkey signs in no more", async () => {
  const { call, enter, session, key, id } = await withKey();
  expect((await call(session, "delete", `/ways-in/passkeys/${id}`)).status).toBe(204);
  expect(codeOf(await enter(key))).toBe("passkey-not-valid");
});

test("nobody changes the passkey of another", async () => {
  const { call, enter, key, server, id } = await withKey();
  const other = `rapporteur-session=${server.sessionOf("other")}`;
  expect(codeOf(await call(other, "delete", `/ways-in/passkeys/${id}`))).toBe("not-found");
  expect(codeOf(await call(other, "patch", `/ways-in/passkeys/${id}`, { name: "Mine" }))).toBe("not-found");
  expect((await enter(key)).status).toBe(200);
});

test("the last way to sign in cannot be removed", async () => {
  const { call, session, id } = await withKey("member", { mailReaches: false });
  expect(codeOf(await call(session, "delete", `/ways-in/passkeys/${id}`))).toBe("last-way-in");
});

test.each([
  ["of another site", { origin: "http://evil.example" }],
  ["for another host", { host: "evil.example" }],
  ["without user verification", { unverified: true }],
  ["to another challenge", { challenge: "AAAA" }],
])("refuses an answer %s", async (_what, behaviour) => {
  const { add, enter, session, key } = await withKey();
  expect(codeOf(await enter(key, behaviour))).toBe("passkey-not-valid");
  expect(codeOf(await add(session, openAuthenticator(origin), behaviour))).toBe("passkey-not-valid");
  expect((await enter(key)).status).toBe(200);
});

test("refuses a counter that did not increase, because the passkey was copied", async () => {
  const { enter, key } = await withKey();
  await enter(key, { counter: 7 });
  for (const counter of [7, 3]) expect(codeOf(await enter(key, { counter }))).toBe("passkey-not-valid");
  expect((await enter(key, { counter: 8 })).status).toBe(200);
});

test("accepts passkeys that are synchronised between devices and count nothing", async () => {
  const { enter, key } = await withKey();
  for (let times = 0; times < 2; times += 1) expect((await enter(key, { counter: 0 })).status).toBe(200);
});

describe("a challenge", () => {
  async function asked() {
    const server = await withKey();
    const ask = async () => {
      const answer = await server.call("", "post", "/sign-in/passkeys");
      return { cookie: cookieOf(answer, "sign-in"), credential: server.key.get(answer.body as object, { counter: 0 }) };
    };
    const confirm = (cookie: string, credential: object) =>
      server.call(cookie, "post", "/sign-in/passkeys/confirm", { credential });
    return { ...server, ask, confirm };
  }

  test("works once", async () => {
    const { ask, confirm } = await asked();
    const { cookie, credential } = await ask();
    expect((await confirm(cookie, credential)).status).toBe(200);
    expect(codeOf(await confirm(cookie, credential))).toBe("passkey-not-valid");
  });

  test("works only in the browser that asked, and for 5 minutes", async () => {
    const { ask, confirm, pass } = await asked();
    const { cookie, credential } = await ask();
    for (const other of ["", (await ask()).cookie])
      expect(codeOf(await confirm(other, credential))).toBe("passkey-not-valid");
    const inTime = await ask();
    pass(4.5 * 60 * 1000);
    expect((await confirm(inTime.cookie, inTime.credential)).status).toBe(200);
    pass(0.5 * 60 * 1000);
    expect(codeOf(await confirm(cookie, credential))).toBe("passkey-not-valid");
  });

  test("for a sign-in adds no passkey, and one for another person neither", async () => {
    const { call, server } = await asked();
    const [mine, theirs] = ["other", "colleague"].map((who) => `rapporteur-session=${server.sessionOf(who)}`);
    for (const [session, path] of [
      ["", "/sign-in/passkeys"],
      [theirs, "/ways-in/passkeys/options"],
    ] as const) {
      const answer = await call(session ?? "", "post", path);
      const options = { rp: { id: "localhost" }, user: { id: "x" }, ...(answer.body as object) };
      const credential = openAuthenticator(origin).create(options);
      const cookie = `${mine ?? ""}; ${cookieOf(answer, "sign-in")}`;
      expect(codeOf(await call(cookie, "post", "/ways-in/passkeys", { credential }))).toBe("passkey-not-valid");
    }
  });
});

test("a passkey of a former address of the server is shown as not usable", async () => {
  const { call, session, server } = await withKey();
  await server.forum.context.store.transact(async (writer) => {
    for (const passkey of await writer.list("passkeys"))
      await writer.put("passkeys", { ...passkey, host: "old.example" });
    await writer.append((await writer.events({ after: 0, limit: 1 }))[0] as never);
  });
  expect((await call(session, "get", "/ways-in")).body).toMatchObject({ passkeys: [{ usable: false }] });
});

describe("recovery of lost passkeys", () => {
  test("removes them, ends sessions, and sends a link only to the owner", async () => {
    const { call, enter, key, server, session, sent } = await withKey();
    await settled();
    sent.splice(0);
    const secretariat = `rapporteur-session=${server.sessionOf("secretariat")}`;
    const answer = await call(secretariat, "post", "/participants/member/recovery");
    expect(answer.body).toEqual({ removed: 1, mailed: true });
    expect(codeOf(await enter(key))).toBe("passkey-not-valid");
    expect(personIn(await call(session, "get", "/me"))).toBeUndefined();
    expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
      ["member@example.org", "Your account at Forum was recovered"],
    ]);
    const token = /#invitation=(?<token>[\w-]+)/u.exec(sent[0]?.text ?? "")?.[1];
    expect(personIn(await call("", "post", "/sign-in", { token }))).toBe("member");
  });

  test("is refused for one's own account", async () => {
    const { call, server } = await opened();
    const secretariat = `rapporteur-session=${server.sessionOf("secretariat")}`;
    expect(codeOf(await call(secretariat, "post", "/participants/secretariat/recovery"))).toBe("not-allowed");
  });

  test("by the command line yields the link", async () => {
    const { server, call } = await withKey();
    const { link } = await recoverAccess(server.forum.context, programActor, { participant: "member" });
    expect(personIn(await call("", "post", "/sign-in", { token: link.token }))).toBe("member");
  });
});

describe("a forum that requires a passkey or a provider of secretariat and chair", () => {
  const strong = { strongSignIn: true };

  test.each(["secretariat", "chair"])("takes a %s with another session for the public", async (who) => {
    const { call, follow } = await opened({}, { ...strong, audience: "participants" });
    const session = await follow(who);
    expect(personIn(await call(session, "get", "/me"))).toBeUndefined();
    expect(codeOf(await call(session, "get", "/library"))).toBe("stronger-sign-in-needed");
    expect(codeOf(await call(session, "get", "/participants"))).toBe("stronger-sign-in-needed");
    expect(codeOf(await call(session, "post", "/tokens", { name: "x", scopes: ["manage"], days: 1 }))).toBe(
      "stronger-sign-in-needed",
    );
    expect((await call(session, "get", "/sign-in/methods")).body).toMatchObject({
      heldBack: { name: `The ${who}`, mayAdd: true },
    });
  });

  test("requires nothing more of others", async () => {
    const { call, follow } = await opened({}, strong);
    expect(personIn(await call(await follow("coordinator"), "get", "/me"))).toBe("coordinator");
  });

  test("lets them add their first passkey, which opens a session with all rights", async () => {
    const { add, call, follow, enter } = await opened({}, strong);
    const session = await follow("secretariat");
    const key = openAuthenticator(origin);
    const added = await add(session, key);
    expect(added.status).toBe(201);
    expect(personIn(await call(cookieOf(added, "session"), "get", "/me"))).toBe("secretariat");
    expect(personIn(await call(session, "get", "/me"))).toBeUndefined();
    expect(personIn(await enter(key))).toBe("secretariat");
  });

  test("lets nobody who only reads their mail add, rename or remove one", async () => {
    const { call, follow, enter, key, id, server } = await withKey("secretariat");
    await requireStrong(server);
    const session = await follow("secretariat");
    expect((await call(session, "get", "/sign-in/methods")).body).toMatchObject({ heldBack: { mayAdd: false } });
    expect(codeOf(await call(session, "post", "/ways-in/passkeys/options"))).toBe("stronger-sign-in-needed");
    expect(codeOf(await call(session, "patch", `/ways-in/passkeys/${id}`, { name: "x" }))).toBe(
      "stronger-sign-in-needed",
    );
    expect(codeOf(await call(session, "delete", `/ways-in/passkeys/${id}`))).toBe("stronger-sign-in-needed");
    expect(personIn(await enter(key, {}, session))).toBe("secretariat");
  });

  test("does not let them remove their last passkey, although they have mail", async () => {
    const { call, enter, key, id, server } = await withKey("chair");
    await requireStrong(server);
    const session = cookieOf(await enter(key), "session");
    expect(codeOf(await call(session, "delete", `/ways-in/passkeys/${id}`))).toBe("last-way-in");
  });

  test("is made so only by a secretariat member who has one", async () => {
    const server = await opened();
    const session = `rapporteur-session=${server.server.sessionOf("secretariat")}`;
    const turnOn = () => server.call(session, "patch", "/settings/forum", { strongSignIn: true });
    expect(codeOf(await turnOn())).toBe("stronger-sign-in-needed");
    const key = openAuthenticator(origin);
    await server.add(session, key);
    const turned = await turnOn();
    expect([turned.status, personIn(await server.enter(key))]).toEqual([200, "secretariat"]);
    expect((turned.body as { forum: object }).forum).toMatchObject({ strongSignIn: true });
    expect(personIn(await server.call(session, "get", "/me"))).toBeUndefined();
  });

  test("lets a deputy act for the chair only with a passkey of their own, and touch none of the chair’s", async () => {
    const server = await opened();
    const { context } = server.server.forum;
    const right = { id: "right", principalId: "chair", deputyId: "member", until: null, revokedAt: null };
    const at = context.now().toISOString();
    await context.store.transact(async (writer) => {
      await writer.put("deputies", { ...right, madeAt: at, acceptedAt: at });
      const subject = { collection: "deputies", id: right.id } as const;
      const by = { at, actor: "chair", onBehalfOf: null, documentId: null };
      await writer.append({ ...by, kind: "deputy-appointed", subject, before: null, after: null });
    });
    await requireStrong(server.server);
    const session = `rapporteur-session=${server.server.sessionOf("member")}`;
    const act = (cookie: string) => server.call(cookie, "post", "/deputies/act", { principal: "chair" });
    expect(codeOf(await act(session))).toBe("stronger-sign-in-needed");
    const key = openAuthenticator(origin);
    await server.add(session, key);
    const strong = cookieOf(await server.enter(key), "session");
    expect((await act(strong)).status).toBe(204);
    expect(personIn(await server.call(strong, "get", "/me"))).toBe("chair");
    expect(codeOf(await server.call(strong, "get", "/ways-in"))).toBe("not-allowed");
    expect(codeOf(await server.call(strong, "post", "/ways-in/passkeys/options"))).toBe("not-allowed");
  });

  test("gives the access tokens of those who have neither no rights", async () => {
    const { server, call } = await opened();
    const session = `rapporteur-session=${server.sessionOf("secretariat")}`;
    const made = await call(session, "post", "/tokens", { name: "x", scopes: ["read", "manage"], days: 1 });
    const { token } = made.body as { token: string };
    const ask = () => request(server.app).get("/api/participants").set("Authorization", `Bearer ${token}`);
    expect((await ask()).status).toBe(200);
    await requireStrong(server);
    expect((await ask()).status).toBe(403);
  });
});

/** Turns the requirement on. */
async function requireStrong({ forum: { context } }: TestServer): Promise<void> {
  await context.store.transact(async (writer) => {
    for (const forum of await writer.list("forum")) {
      const after = { ...forum, strongSignIn: true };
      await writer.put("forum", after);
      await writer.append({
        at: context.now().toISOString(),
        actor: null,
        onBehalfOf: null,
        kind: "forum-seeded",
        documentId: null,
        subject: { collection: "forum", id: forum.id },
        before: forum,
        after,
      });
    }
  });
}
