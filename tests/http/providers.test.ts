import request, { type Response } from "supertest";
import { openIdProvider, type ProviderFault } from "../../server/identity/openid-provider.ts";
import { changeForum } from "../../server/services/forum/forum-settings.ts";
import { programActor } from "../../server/services/kernel/authorise.ts";
import type { Context, Mail } from "../../server/services/kernel/context.ts";
import { type OidcServer, startOidcServer } from "../support/oidc-server.ts";
import { openServer, type TestServer } from "./server.ts";

const forumAddress = "http://localhost";
const home = { "Sec-Fetch-Site": "same-origin" };

let provider: OidcServer;
beforeAll(async () => void (provider = await startOidcServer(forumAddress)));
afterAll(() => provider.stop());

/** A server whose people sign in with the provider, and whose clock and messages the test holds. */
interface ProvidedServer {
  server: TestServer;
  sent: Mail[];
  faults: ProviderFault[];
  pass: (ms: number) => void;
  begin: (returnTo?: string, cookie?: string) => Promise<{ url: string; cookie: string }>;
  /** Begins, signs in at the provider, and returns. */
  enter: (returnTo?: string) => Promise<Response>;
  finish: (back: URL, cookie: string) => Promise<Response>;
  call: (cookie: string, method: "get" | "post" | "delete", path: string, body?: object) => Promise<Response>;
}

async function opened(services: Partial<Context> = {}): Promise<ProvidedServer> {
  const sent: Mail[] = [];
  const faults: ProviderFault[] = [];
  let ahead = 0;
  const server = await openServer({
    services: {
      now: () => new Date(Date.now() + ahead),
      sendMail: (mail) => Promise.resolve(void sent.push(mail)),
      mailReaches: true,
      providers: [openIdProvider(provider.settings, (fault) => faults.push(fault))],
      ...services,
    },
  });
  sent.splice(0);
  const { app } = server;
  const begin: ProvidedServer["begin"] = async (returnTo = "/", cookie = "") => {
    const answer = await request(app)
      .get(`/sign-in/with/test?return=${encodeURIComponent(returnTo)}`)
      .set({ ...home, Cookie: cookie });
    return { url: answer.headers["location"] ?? "", cookie: cookieOf(answer, "sign-in") };
  };
  const finish: ProvidedServer["finish"] = (back, cookie) =>
    request(app)
      .get(back.pathname + back.search)
      .set({ "Sec-Fetch-Site": "cross-site", Cookie: cookie });
  return {
    server,
    sent,
    faults,
    pass: (ms) => void (ahead += ms),
    begin,
    finish,
    enter: async (returnTo) => {
      const { url, cookie } = await begin(returnTo);
      return finish(await provider.walk(url), cookie);
    },
    call: (cookie, method, path, body) => {
      const asking = request(app);
      const sending = asking[method](`/api${path}`).set({ ...home, Cookie: cookie });
      return body ? sending.send(body) : sending;
    },
  };
}

function cookieOf({ headers }: Response, name: string): string {
  const all = (headers["set-cookie"] ?? []) as unknown as string[];
  return all.find((set) => set.startsWith(`rapporteur-${name}=`) && !/=;/u.test(set))?.split(";")[0] ?? "";
}

async function personOf({ call }: ProvidedServer, answer: Response): Promise<unknown> {
  const me = await call(cookieOf(answer, "session"), "get", "/me");
  return (me.body as { participant: { id: string } | null }).participant?.id ?? null;
}

const member = { sub: "sub-of-member", email: "Member@example.org", email_verified: true };

test("signs in with a provider, and returns to the page", async () => {
  const server = await opened();
  provider.person = member;
  const { text } = await server.server.request("public", "get", "/sign-in").expect(200);
  expect(text).toContain('href="/sign-in/with/test"');
  const answer = await server.enter("/read/opinion-5@1?clause=a#c");
  expect([answer.status, answer.headers["location"]]).toEqual([303, "/read/opinion-5@1?clause=a#c"]);
  expect(await personOf(server, answer)).toBe("member");
});

test("asks the provider with PKCE, state and nonce, for the address only", async () => {
  const { begin } = await opened();
  const query = new URL((await begin()).url).searchParams;
  expect(query.get("code_challenge_method")).toBe("S256");
  expect([query.get("scope"), query.get("redirect_uri")]).toEqual([
    "openid email",
    `${forumAddress}/sign-in/return/test`,
  ]);
  for (const secret of ["state", "nonce", "code_challenge"]) expect(query.get(secret)).toMatch(/^[\w-]{43}$/u);
});

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/.//evil.example", "javascript:alert(1)"])(
  "does not return to %s",
  async (returnTo) => {
    const server = await opened();
    provider.person = member;
    expect((await server.enter(returnTo)).headers["location"]).toBe("/");
  },
);

test("tells the owner that the provider joined their account", async () => {
  const server = await opened();
  provider.person = member;
  await server.enter();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(server.sent.map(({ to, subject }) => [to, subject])).toEqual(
    expect.arrayContaining([["member@example.org", "Forum: a provider was linked with your account"]]),
  );
});

test("joins an account only by an address that the provider confirmed", async () => {
  const server = await opened();
  for (const email of [{ email: member.email, email_verified: false }, { email: member.email }, {}]) {
    provider.person = { sub: "unconfirmed", ...email };
    const answer = await server.enter();
    expect([answer.status, cookieOf(answer, "session")]).toEqual([403, ""]);
    expect(answer.text).toContain("ask the secretariat for an invitation");
  }
});

test("refuses people without an account, with the advice to ask for an invitation", async () => {
  const server = await opened();
  provider.person = { sub: "stranger", email: "stranger@example.org", email_verified: true };
  const answer = await server.enter();
  expect([answer.status, cookieOf(answer, "session")]).toEqual([403, ""]);
  expect(answer.text).toContain("Test ID");
});

test("later sign-ins go by issuer and subject, so that a changed address locks nobody out", async () => {
  const server = await opened();
  provider.person = member;
  await server.enter();
  provider.person = { ...member, email: "moved@example.org", email_verified: false };
  expect(await personOf(server, await server.enter())).toBe("member");
});

test("an address that another person holds at the provider later joins nothing", async () => {
  const server = await opened();
  provider.person = member;
  await server.enter();
  provider.person = { ...member, sub: "sub-of-another" };
  expect((await server.enter()).status).toBe(403);
});

describe("an answer of the provider", () => {
  test("works once", async () => {
    const server = await opened();
    provider.person = member;
    const { url, cookie } = await server.begin();
    const back = await provider.walk(url);
    expect((await server.finish(back, cookie)).status).toBe(303);
    expect((await server.finish(back, cookie)).status).toBe(410);
  });

  test("works only in the browser that began, and for 15 minutes", async () => {
    const server = await opened();
    provider.person = member;
    const { url, cookie } = await server.begin();
    const back = await provider.walk(url);
    const other = await server.begin();
    for (const wrong of ["", other.cookie]) expect((await server.finish(back, wrong)).status).toBe(410);
    const inTime = await server.begin();
    const backInTime = await provider.walk(inTime.url);
    server.pass(14.5 * 60 * 1000);
    expect((await server.finish(backInTime, inTime.cookie)).status).toBe(303);
    server.pass(0.5 * 60 * 1000);
    expect((await server.finish(back, cookie)).status).toBe(410);
  });

  test("with another's code is refused", async () => {
    const server = await opened();
    provider.person = member;
    const victim = await server.begin();
    const attacker = await server.begin();
    const back = await provider.walk(attacker.url);
    back.searchParams.set("state", new URL(victim.url).searchParams.get("state") ?? "");
    const answer = await server.finish(back, victim.cookie);
    expect([answer.status, cookieOf(answer, "session")]).toEqual([403, ""]);
  });

  test("that says that the person cancelled leads to the other ways to sign in", async () => {
    const server = await opened();
    provider.person = null;
    const answer = await server.enter();
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('href="/sign-in"');
  });
});

test("another site cannot begin a sign-in", async () => {
  const { server } = await opened();
  const answer = await request(server.app).get("/sign-in/with/test").set("Sec-Fetch-Site", "cross-site");
  expect([answer.status, answer.headers["location"], cookieOf(answer, "sign-in")]).toEqual([303, "/sign-in", ""]);
});

describe("a provider that is down", () => {
  const down = {
    ...{ id: "test", name: "Test ID", clientId: "forum", clientSecret: "s" },
    issuer: "http://127.0.0.1:9",
  };

  test("is named in a clear problem, and the log has no secret", async () => {
    const faults: ProviderFault[] = [];
    const { server } = await opened({ providers: [openIdProvider(down, (fault) => faults.push(fault))] });
    const answer = await request(server.app).get("/sign-in/with/test").set(home);
    expect(answer.status).toBe(503);
    expect(answer.text).toContain("Test ID does not answer");
    expect(faults).toEqual([{ provider: "test", code: expect.any(String) as string }]);
  });

  test("is asked again at the next attempt, and answers once it is back", async () => {
    const { server } = await opened({ providers: [openIdProvider(down, () => undefined)] });
    for (let times = 0; times < 25; times += 1)
      expect((await request(server.app).get("/sign-in/with/test").set(home)).status).toBe(503);
    await request(server.app).post("/api/sign-in/requests").set(home).send({ email: "a@example.org" }).expect(201);
  });
});

test("is asked for its addresses once, and not before somebody signs in", async () => {
  provider.asked.splice(0);
  const server = await opened();
  expect(provider.asked).toEqual([]);
  await Promise.all([server.begin(), server.begin()]);
  await server.begin();
  expect(provider.asked).toEqual(["/.well-known/openid-configuration"]);
});

describe("a signed-in person", () => {
  async function signedIn(who = "other", services: Partial<Context> = {}) {
    const server = await opened(services);
    const session = `rapporteur-session=${server.server.sessionOf(who)}`;
    const link = async (): Promise<Response> => {
      const begun = await server.call(session, "post", "/ways-in/providers/test", { returnTo: "/profile" });
      const back = await provider.walk((begun.body as { url: string }).url);
      return server.finish(back, `${session}; ${cookieOf(begun, "sign-in")}`);
    };
    const ways = async () =>
      (await server.call(session, "get", "/ways-in")).body as { identities: { id: string; provider: string }[] };
    return { ...server, session, link, ways };
  }

  test("links a provider whatever its address, unlinks it, and links it again", async () => {
    const server = await signedIn();
    provider.person = { sub: "sub-of-other" };
    for (let times = 0; times < 2; times += 1) {
      expect((await server.link()).headers["location"]).toBe("/profile");
      const [identity] = (await server.ways()).identities;
      expect(identity?.provider).toBe("Test ID");
      expect(await personOf(server, await server.enter())).toBe("other");
      await server.call(server.session, "delete", `/ways-in/identities/${identity?.id ?? ""}`);
      expect((await server.ways()).identities).toEqual([]);
      expect((await server.enter()).status).toBe(403);
    }
  });

  test("who unlinked a provider is not joined by the address again", async () => {
    const server = await signedIn("member");
    provider.person = member;
    await server.enter();
    const [identity] = (await server.ways()).identities;
    await server.call(server.session, "delete", `/ways-in/identities/${identity?.id ?? ""}`);
    expect((await server.enter()).status).toBe(403);
  });

  test("cannot link the identity of another", async () => {
    const server = await signedIn();
    provider.person = member;
    await server.enter();
    expect((await server.link()).status).toBe(409);
    expect((await server.ways()).identities).toEqual([]);
  });

  test("cannot finish a link that another person began in the same browser", async () => {
    const server = await signedIn();
    provider.person = { sub: "sub-of-other" };
    const begun = await server.call(server.session, "post", "/ways-in/providers/test", {});
    const back = await provider.walk((begun.body as { url: string }).url);
    const next = `rapporteur-session=${server.server.sessionOf("colleague")}`;
    expect((await server.finish(back, `${next}; ${cookieOf(begun, "sign-in")}`)).status).toBe(410);
  });

  test("cannot remove their last way to sign in", async () => {
    const server = await signedIn("other", { mailReaches: false });
    provider.person = { sub: "sub-of-other" };
    await server.link();
    const [identity] = (await server.ways()).identities;
    const answer = await server.call(server.session, "delete", `/ways-in/identities/${identity?.id ?? ""}`);
    expect([answer.status, (answer.body as { code: string }).code]).toEqual([409, "last-way-in"]);
  });
});

test("a chair of whom the forum requires it links a provider, which opens a session with all rights", async () => {
  const server = await opened();
  const { context } = server.server.forum;
  await changeForum(context, programActor, { strongSignIn: true });
  const session = `rapporteur-session=${server.server.sessionOf("chair")}`;
  const me = async (cookie: string): Promise<unknown> => (await server.call(cookie, "get", "/me")).body;
  expect(await me(session)).toMatchObject({ participant: null, role: "public" });
  const begun = await server.call(session, "post", "/ways-in/providers/test", {});
  provider.person = { sub: "sub-of-chair" };
  const back = await provider.walk((begun.body as { url: string }).url);
  const answer = await server.finish(back, `${session}; ${cookieOf(begun, "sign-in")}`);
  expect(await me(cookieOf(answer, "session"))).toMatchObject({ participant: { id: "chair" }, role: "chair" });
  expect(await personOf(server, await server.enter())).toBe("chair");
});

test("neither events nor the store hold a code, a token or a secret", async () => {
  const server = await opened();
  provider.person = member;
  const { url, cookie } = await server.begin();
  const back = await provider.walk(url);
  await server.finish(back, cookie);
  const kept = await server.server.forum.context.store.read(async (reader) =>
    JSON.stringify([
      await reader.events({ after: 0, limit: 500 }),
      await reader.list("identities"),
      await reader.list("accounts"),
    ]),
  );
  const query = new URL(url).searchParams;
  const secrets = [
    back.searchParams.get("code"),
    query.get("state"),
    query.get("nonce"),
    provider.settings.clientSecret,
  ];
  for (const secret of secrets) expect(kept).not.toContain(secret);
  const events = await server.server.forum.context.store.read((reader) => reader.events({ after: 0, limit: 500 }));
  expect(JSON.stringify(events)).not.toContain("example.org");
});
