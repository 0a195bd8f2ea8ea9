import request, { type Response } from "supertest";
import { scopes } from "../../server/core/access/scopes.ts";
import { isInScope } from "../../server/core/access/scopes.ts";
import { contract } from "../../server/core/contract/contract.ts";
import type { Operation } from "../../server/core/contract/operation.ts";
import type { Context, IdentityProvider, Mail, ProvidedIdentity } from "../../server/services/kernel/context.ts";
import { createLink } from "../../server/services/people/sign-in.ts";
import { openAuthenticator, type Authenticator } from "../support/authenticator.ts";
import { openServer, type TestServer } from "./server.ts";

const origin = "http://localhost";
const home = { "Sec-Fetch-Site": "same-origin" };
const code = ({ body }: Response): unknown => (body as { code?: string }).code;
const personIn = ({ body }: Response): unknown => (body as { participant: { id: string } | null }).participant?.id;

function cookieOf({ headers }: Response, name: string): string {
  const all = (headers["set-cookie"] ?? []) as unknown as string[];
  return all.find((set) => set.startsWith(`rapporteur-${name}=`) && !/=;/u.test(set))?.split(";")[0] ?? "";
}

/** A server with a provider whose answer the test chooses. */
async function opened(services: Partial<Context> = {}) {
  const sent: Mail[] = [];
  const provided: { identity: ProvidedIdentity } = {
    identity: { issuer: "https://id.example", subject: "1", email: null, isVerified: true },
  };
  const provider: IdentityProvider = {
    id: "test",
    name: "Test ID",
    issuer: "https://id.example",
    begin: ({ state }) => Promise.resolve(`https://id.example/?state=${state}`),
    finish: () => Promise.resolve(provided.identity),
  };
  const server = await openServer({
    services: {
      now: () => new Date(),
      mailReaches: true,
      providers: [provider],
      sendMail: (mail) => Promise.resolve(void sent.push(mail)),
      ...services,
    },
  });
  const call = (cookie: string, method: "get" | "post" | "patch" | "delete", path: string, body?: object) => {
    const asking = request(server.app);
    const sending = asking[method](`/api${path}`).set({ ...home, Cookie: cookie });
    return body ? sending.send(body) : sending;
  };
  const sessionOf = (who: string): string => `rapporteur-session=${server.sessionOf(who)}`;
  /** Signs in at the provider. */
  const enterByProvider = async (identity: Partial<ProvidedIdentity>): Promise<Response> => {
    provided.identity = { ...provided.identity, ...identity };
    const begun = await call("", "post", "/sign-in/providers/test", {});
    const answer = new URL((begun.body as { url: string }).url).search;
    return call(cookieOf(begun, "sign-in"), "post", "/sign-in/providers/test/finish", { answer });
  };
  const addKey = async (session: string, key: Authenticator): Promise<Response> => {
    const asked = await call(session, "post", "/ways-in/passkeys/options");
    if (asked.status >= 400) return asked;
    const credential = key.create(asked.body as object);
    return call(`${session}; ${cookieOf(asked, "sign-in")}`, "post", "/ways-in/passkeys", { credential });
  };
  const enterByKey = async (key: Authenticator): Promise<string> => {
    const asked = await call("", "post", "/sign-in/passkeys");
    const credential = key.get(asked.body as object);
    const entered = await call(cookieOf(asked, "sign-in"), "post", "/sign-in/passkeys/confirm", { credential });
    return cookieOf(entered, "session");
  };
  const enterByLink = async (who: string): Promise<string> =>
    cookieOf(await call("", "post", "/sign-in", { token: await server.link(who) }), "session");
  return { server, sent, call, sessionOf, enterByProvider, addKey, enterByKey, enterByLink };
}

async function change(
  server: TestServer,
  write: (writer: Parameters<Parameters<Context["store"]["transact"]>[0]>[0]) => Promise<void>,
) {
  const { context } = server.forum;
  await context.store.transact(async (writer) => {
    await write(writer);
    const subject = { collection: "forum", id: "forum" } as const;
    const by = { at: context.now().toISOString(), actor: null, onBehalfOf: null, documentId: null };
    await writer.append({ ...by, kind: "forum-seeded", subject, before: null, after: null });
  });
}

const requireStrong = (server: TestServer): Promise<void> =>
  change(server, async (writer) => {
    for (const forum of await writer.list("forum")) await writer.put("forum", { ...forum, strongSignIn: true });
  });
const makeDeputy = (server: TestServer, principalId: string, deputyId: string): Promise<void> =>
  change(server, async (writer) => {
    const at = new Date().toISOString();
    const right = { id: `${deputyId} for ${principalId}`, principalId, deputyId, until: null };
    await writer.put("deputies", { ...right, madeAt: at, acceptedAt: at, revokedAt: null });
  });

describe("a provider", () => {
  test("joins no account by an address that only looks the same in lower case", async () => {
    const { enterByProvider, server } = await opened();
    await change(server, async (writer) => {
      const member = await writer.get("participants", "member");
      if (member) await writer.put("participants", { ...member, email: "kim@example.org" });
    });
    // U+212A KELVIN SIGN, whose lower case is "k".
    expect(code(await enterByProvider({ email: "\u212Aim@example.org" }))).toBe("identity-unknown");
    expect((await enterByProvider({ email: "KIM@Example.org" })).status).toBe(200);
  });

  test("joins no account with a passkey by its address, where a passkey or provider is required", async () => {
    const { enterByProvider, addKey, sessionOf, server } = await opened();
    const key = openAuthenticator(origin);
    await addKey(sessionOf("chair"), key);
    await requireStrong(server);
    expect(code(await enterByProvider({ email: "chair@example.org" }))).toBe("identity-unknown");
    expect((await enterByProvider({ subject: "2", email: "secretariat@example.org" })).status).toBe(200);
  });
});

describe("where a passkey or provider is required", () => {
  test("a deputy of the chair who only reads mail adds no passkey beside their own", async () => {
    const { addKey, sessionOf, server, enterByLink, enterByKey, enterByProvider } = await opened();
    const key = openAuthenticator(origin);
    await addKey(sessionOf("member"), key);
    await makeDeputy(server, "chair", "member");
    await requireStrong(server);
    const weak = await enterByLink("member");
    expect(code(await addKey(weak, openAuthenticator(origin)))).toBe("stronger-sign-in-needed");
    expect(code(await enterByProvider({ email: "member@example.org" }))).toBe("identity-unknown");
    expect((await addKey(await enterByKey(key), openAuthenticator(origin))).status).toBe(201);
    expect((await addKey(await enterByLink("colleague"), openAuthenticator(origin))).status).toBe(201);
  });

  test("an access token made with a weak session gives nothing, also to those who have a passkey", async () => {
    const { server, call, addKey, sessionOf, enterByKey, enterByLink } = await opened();
    const key = openAuthenticator(origin);
    await addKey(sessionOf("chair"), key);
    const tokenBy = async (session: string, name: string): Promise<string> => {
      const made = await call(session, "post", "/tokens", { name, scopes: ["read"], days: 1 });
      return (made.body as { token: string }).token;
    };
    const weak = await tokenBy(await enterByLink("chair"), "weak");
    const strong = await tokenBy(await enterByKey(key), "strong");
    const me = async (token: string): Promise<unknown> =>
      personIn(await request(server.app).get("/api/me").set("Authorization", `Bearer ${token}`));
    expect([await me(weak), await me(strong)]).toEqual(["chair", "chair"]);
    await requireStrong(server);
    expect([await me(weak), await me(strong)]).toEqual([undefined, "chair"]);
  });
});

describe("a deputy of the secretariat", () => {
  async function acting() {
    const opening = await opened();
    const { server, call, sessionOf } = opening;
    await makeDeputy(server, "secretariat", "member");
    const session = sessionOf("member");
    await call(session, "post", "/deputies/act", { principal: "secretariat" }).expect(204);
    const last = async () => {
      const { store } = server.forum.context;
      return store.read(
        async (reader) => (await reader.events({ after: (await reader.lastEvent()) - 1, limit: 1 }))[0],
      );
    };
    return { ...opening, session, last };
  }

  test("is on record with an invitation and a recovery", async () => {
    const { call, session, last, server } = await acting();
    await change(server, (writer) => writer.put("participants", { ...person, id: "new" }));
    await call(session, "post", "/participants/new/invitation").expect(201);
    expect(await last()).toMatchObject({ kind: "invitation-mailed", actor: "secretariat", deputy: "member" });
    await call(session, "post", "/participants/observer/recovery").expect(200);
    expect(await last()).toMatchObject({ kind: "access-recovered", actor: "secretariat", deputy: "member" });
  });

  test("gets no link of an account in use, and recovers neither their own nor their principal's account", async () => {
    const { call, session } = await acting();
    expect(code(await call(session, "post", "/participants/chair/invitation"))).toBe("account-in-use");
    for (const who of ["member", "secretariat"])
      expect(code(await call(session, "post", `/participants/${who}/recovery`))).toBe("not-allowed");
  });
});

const person = {
  name: "New",
  email: "typo@example.org",
  organisationId: null,
  group: "other",
  role: "member" as const,
};

test("an access token recovers nobody's account", async () => {
  const { call, sessionOf, server } = await opened();
  const made = await call(sessionOf("secretariat"), "post", "/tokens", { name: "x", scopes: [...scopes], days: 1 });
  const { token } = made.body as { token: string };
  const recovered = await request(server.app)
    .post("/api/participants/member/recovery")
    .set("Authorization", `Bearer ${token}`);
  expect(code(recovered)).toBe("scope-missing");
});

test("a person who is held back acts for nobody, also if they began to before", async () => {
  const { call, sessionOf, server } = await opened();
  await makeDeputy(server, "member", "chair");
  await call(sessionOf("chair"), "post", "/deputies/act", { principal: "member" }).expect(204);
  expect(personIn(await call(sessionOf("chair"), "get", "/me"))).toBe("member");
  await requireStrong(server);
  expect(personIn(await call(sessionOf("chair"), "get", "/me"))).toBeUndefined();
});

describe("what was valid before", () => {
  test("a session, token or link from before a deactivation does not come back with the account", async () => {
    const { call, sessionOf, server } = await opened();
    const session = sessionOf("member");
    const made = await call(session, "post", "/tokens", { name: "x", scopes: ["read"], days: 1 });
    const { token } = made.body as { token: string };
    const link = await server.link("member");
    await call(sessionOf("secretariat"), "post", "/settings/people/member/deactivate").expect(200);
    await call(sessionOf("secretariat"), "post", "/settings/people/member/reactivate").expect(200);
    expect(personIn(await call(session, "get", "/me"))).toBeUndefined();
    expect((await request(server.app).get("/api/me").set("Authorization", `Bearer ${token}`)).status).toBe(401);
    expect(code(await call("", "post", "/sign-in", { token: link }))).toBe("link-not-valid");
    expect(personIn(await call("", "post", "/sign-in", { token: await server.link("member") }))).toBe("member");
  });

  test("an undone deactivation does not bring a session back", async () => {
    const { call, sessionOf } = await opened();
    const session = sessionOf("member");
    const done = await call(sessionOf("secretariat"), "post", "/settings/people/member/deactivate");
    await call(sessionOf("secretariat"), "post", `/settings/undo/${(done.body as { change: string }).change}`);
    expect(personIn(await call(session, "get", "/me"))).toBeUndefined();
  });

  test("a second link that the operator made does not open an account in use", async () => {
    const { call, server, enterByProvider } = await opened({ mailReaches: false });
    const linkOf = async (id: string): Promise<string> =>
      (await createLink(server.forum.context, { participant: id })).token;
    for (const id of ["new", "newer"])
      await change(server, (writer) => writer.put("participants", { ...person, email: `${id}@example.org`, id }));
    const [handed, kept] = [await linkOf("new"), await linkOf("new")];
    expect(personIn(await call("", "post", "/sign-in", { token: handed }))).toBe("new");
    expect(code(await call("", "post", "/sign-in", { token: kept }))).toBe("link-not-valid");
    const unused = await linkOf("newer");
    expect((await enterByProvider({ subject: "9", email: "newer@example.org" })).status).toBe(200);
    expect(code(await call("", "post", "/sign-in", { token: unused }))).toBe("link-not-valid");
  });

  test("an invitation sent to a mistyped address ends when the address is corrected", async () => {
    const { call, sessionOf, server, sent } = await opened();
    const secretariat = sessionOf("secretariat");
    await change(server, (writer) => writer.put("participants", { ...person, id: "new" }));
    await call(secretariat, "post", "/participants/new/invitation").expect(201);
    const token = /#invitation=(?<token>[\w-]+)/u.exec(sent.at(-1)?.text ?? "")?.[1] ?? "";
    expect(sent.at(-1)?.to).toBe("typo@example.org");
    await call(secretariat, "patch", "/settings/people/new", { email: "right@example.org" }).expect(200);
    expect(code(await call("", "post", "/sign-in", { token }))).toBe("link-not-valid");
  });

  test("a change of address that waits ends with a recovery", async () => {
    const { call, sessionOf, server } = await opened();
    await call(sessionOf("member"), "post", "/profile/email", { email: "evil@example.org" }).expect(201);
    await call(sessionOf("secretariat"), "post", "/participants/member/recovery").expect(200);
    expect(await server.forum.context.store.read((reader) => reader.list("emailChanges"))).toEqual([]);
  });
});

test("no access token with the scope to read can change anything", () => {
  const writes = Object.entries<Operation>(contract).filter(([, { method }]) => method !== "get");
  expect(writes.filter(([, operation]) => isInScope(operation, ["read"])).map(([name]) => name)).toEqual([]);
});

test("no access token reaches an account, whatever its scopes", () => {
  const own = Object.entries<Operation>(contract).filter(([, { action }]) => action === "keep-account");
  expect(own.filter(([, operation]) => isInScope(operation, scopes))).toEqual([]);
});

test.each(["/profile", "/profile/data", "/sessions", "/tokens", "/ways-in", "/sign-in"])(
  "no browser keeps the answer of %s",
  async (path) => {
    const { call, sessionOf } = await opened();
    const answer = await call(sessionOf("member"), "get", path).expect(200);
    expect(answer.headers["cache-control"]).toBe("no-store");
  },
);

test.each([
  "/settings/people?size=10",
  "/settings/people/export",
  "/settings/organisations?size=10",
  "/settings/changes",
])("no browser keeps the addresses in %s", async (path) => {
  const { call, sessionOf } = await opened();
  const answer = await call(sessionOf("secretariat"), "get", path).expect(200);
  expect(answer.headers["cache-control"]).toBe("no-store");
});
